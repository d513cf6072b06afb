import assert from 'node:assert/strict';
import {
  canonicalJson,
  dayInChina,
  decimal,
  endOfDayInChina,
  newId,
  plain,
  type Instant,
  type Json,
} from '@quantu/base';
import { sm3 } from '@quantu/base/server';
import {
  canonicalText,
  periodText,
  published,
  recipeJson,
  type Recipe,
  type Signed,
  type SignedPart,
} from '@quantu/figures';
import { displayNames } from '@quantu/product-documents/server';
import { parseFilter, SYSTEM_FIELDS, type Books, type Register } from '@quantu/registers';
import { readableColumn, selectionSql } from '@quantu/registers/server';
import { pageSlice, type PageWish } from '@quantu/people';
import type { ReadDb, Store, Tables } from '@quantu/store';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { partsOf, scopeText, shownDefinition, type Asked } from './asked.ts';
import type { Signature, Verification } from './contract.ts';
import { COMPUTER, judged, ratioOf, valueOf } from './evaluate.server.ts';
import { indicatorFault } from './faults.ts';

export const SIGN_ACTION = 'figure.sign';

type StoredSignature = Selectable<Tables['signed_figure']>;

/** Fixes a figure: what it is, by which definition, from which rows on which data, and the digest of all that. */
export async function signFigure(
  store: Store,
  books: Books,
  district: string,
  signer: string,
  asked: Asked,
): Promise<Signature> {
  const { label } = asked.figure;
  const change = { district, actor: signer, action: SIGN_ACTION };
  const id = await store.transact(change, async (tx) => {
    const current = await valueOf(tx, books, asked);
    if (current.value === null) {
      throw indicatorFault('signature.not-judged', { label, why: current.note ?? '没有数据' });
    }
    const asOf = [tx.at, ...(asked.asOf ? [endOfDayInChina(asked.asOf)] : [])].toSorted()[0]!;
    const signed = await signedOf(tx, books, asked, district, asOf, await trailEnd(tx));
    assert(signed.value !== null, 'what is judged on the rows of now is judged on those of the same instant');
    const digest = sm3(canonicalText(signed));
    const signature = newId();
    await tx
      .insertInto('signed_figure')
      .values({
        id: signature,
        register: asked.register.name,
        figure: asked.key,
        label: signed.label,
        unit: signed.unit,
        scope: scopeText(asked.scope),
        period: asked.period && periodText(asked.period),
        value: signed.value,
        shown: published(signed.value, signed.unit, decimalsOfAsked(asked)),
        definition: signed.definition,
        definition_version: signed.definitionVersion,
        as_of: asOf,
        trail_entry: signed.trailEntry,
        parts: JSON.stringify(signed.parts.map(partJson)),
        digest,
        signed_by: signer,
        signed_at: tx.at,
      })
      .execute();
    tx.audit({ subject: signature, after: { label, value: signed.value, digest } });
    return signature;
  });
  return signatureById(store.read(district), id);
}

const decimalsOfAsked = ({ figure }: Asked) => figure.decimals ?? (figure.figure === 'share' ? 1 : undefined);

export async function trailEnd(db: ReadDb): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from audit`.execute(db);
  return rows[0]!.seq;
}

/** A figure with everything that its digest is made of. */
export async function signedOf(
  db: ReadDb,
  books: Books,
  asked: Asked,
  district: string,
  asOf: Instant,
  trailEntry: number,
): Promise<Signed> {
  const day = asked.asOf ?? dayInChina(asOf);
  const definition = shownDefinition({ ...asked, asOf: day });
  const recipes = partsOf(asked, day).map(({ recipe }) => recipe);
  const { parts, value } = await derived(db, books, asked.register, recipes, asked.figure.unit, asOf, trailEntry);
  return {
    district,
    label: asked.figure.label,
    unit: asked.figure.unit,
    value,
    definition: definition.words,
    definitionVersion: definition.version,
    asOf,
    trailEntry,
    parts,
  };
}

/** The figure from the history: the same whenever it is asked, whatever has been written since. */
async function derived(
  db: ReadDb,
  books: Books,
  register: Register,
  recipes: readonly Recipe[],
  unit: string,
  asOf: Instant,
  trailEntry: number,
): Promise<{ parts: SignedPart[]; value: string | null }> {
  const parts: (SignedPart & { why: string | null })[] = [];
  for (const recipe of recipes) parts.push(await derivedPart(db, books, register, recipe, asOf, trailEntry));
  const [top, bottom] = parts;
  const { value } = bottom ? ratioOf(top!, bottom, unit) : top!;
  return { parts, value };
}

async function derivedPart(
  db: ReadDb,
  books: Books,
  register: Register,
  recipe: Recipe,
  asOf: Instant,
  trailEntry: number,
): Promise<SignedPart & { why: string | null }> {
  const counted = await countedAt(db, books, register, recipe, asOf, trailEntry);
  return { recipe, ...judged(register, recipe, counted), rowsDigest: sm3(counted.lines ?? '') };
}

/** The lines whose digest a part of a signed figure has, each with its line feed. */
export async function signedLines(
  db: ReadDb,
  books: Books,
  { recipe }: Pick<SignedPart, 'recipe'>,
  { asOf, trailEntry }: Pick<Signed, 'trailEntry'> & { readonly asOf: Instant },
): Promise<string> {
  const register = books.registers.get(recipe.register);
  const dropped = register ? missingFields(register, recipe) : [recipe.register];
  if (!register || dropped.length > 0) throw indicatorFault('signature.dropped', { what: dropped.join('、') });
  return (await countedAt(db, books, register, recipe, asOf, trailEntry)).lines ?? '';
}

async function countedAt(
  db: ReadDb,
  books: Books,
  register: Register,
  recipe: Recipe,
  asOf: Instant,
  trailEntry: number,
): Promise<{ rows: number; filled: number; value: string | null; lines: string | null }> {
  const { where } = await selectionSql(db, books, register, COMPUTER, { conditions: recipe.conditions, asOf });
  const of = recipe.of === null ? sql`1` : readableColumn(register, COMPUTER, recipe.of);
  const gives = recipe.how === 'distinct' ? sql`(${of})::text` : sql`trim_scale((${of})::numeric)::text`;
  const total = { count: sql`count(*)`, sum: sql`sum(${of})`, distinct: sql`count(distinct ${of})` }[recipe.how];
  const { rows } = await sql<{ rows: number; filled: number; value: string | null; lines: string | null }>`
    select count(*)::int as rows, count(${of})::int as filled, (${total})::text as value,
      string_agg(r.id::text || ' ' || coalesce(${gives}, '-') || e'\n', '' order by r.id) as lines
    from ${settled(register, asOf, trailEntry)} where ${where}`.execute(db);
  return rows[0]!;
}

/**
 * The records at an instant as far as the audit trail had come at an entry. A transaction that was under way at the
 * signing has an earlier instant but a later entry: it does not change what was signed.
 */
function settled(register: Register, asOf: Instant, trailEntry: number): RawBuilder<unknown> {
  return sql`(select h.* from ${sql.table(`${register.table}_history`)} h
    left join audit made on made.id = h.recorded_in left join audit ended on ended.id = h.ended_in
    where h.recorded_from <= ${asOf}::timestamptz and coalesce(made.seq, 0) <= ${trailEntry}
      and (h.recorded_to > ${asOf}::timestamptz or ended.seq > ${trailEntry})) as r`;
}

/** Stored facts against the digest, the digest against the audit trail, and both against the history of the rows. */
export async function verifySignature(db: ReadDb, books: Books, district: string, id: string): Promise<Verification> {
  const row = await storedSignature(db, id);
  const register = books.registers.get(row.register);
  const stored = row.parts.map(partOf);
  const dropped = register ? stored.flatMap(({ recipe }) => missingFields(register, recipe)) : [row.register];
  if (!register || dropped.length > 0) throw indicatorFault('signature.dropped', { what: dropped.join('、') });
  const facts = { district, label: row.label, unit: row.unit, definition: row.definition };
  const version = { definitionVersion: row.definition_version, asOf: row.as_of, trailEntry: row.trail_entry };
  const kept: Signed = { ...facts, ...version, value: plain(decimal(row.value)), parts: stored };
  const recipes = stored.map(({ recipe }) => recipe);
  const again = await derived(db, books, register, recipes, row.unit, row.as_of, version.trailEntry);
  const derivedDigest = sm3(canonicalText({ ...kept, value: again.value, parts: again.parts }));
  const isIntact = sm3(canonicalText(kept)) === row.digest && (await trailDigest(db, id)) === row.digest;
  const isDerivable = derivedDigest === row.digest;
  return {
    signature: await signatureOf(db, row),
    isIntact,
    isDerivable,
    derivedDigest,
    derivedValue: again.value,
    text: sentenceOf(isIntact, isDerivable),
  };
}

function sentenceOf(isIntact: boolean, isDerivable: boolean): string {
  if (isIntact && isDerivable) return '验证通过：签发内容未被改动，由历史数据重新推算得到相同的数值、行和摘要';
  if (isIntact) return '验证不通过：签发内容未被改动，但由历史数据重新推算得到的结果不同，历史数据可能被改动过';
  return isDerivable
    ? '验证不通过：签发记录与操作记录里的摘要不一致，签发记录可能被改动过'
    : '验证不通过：签发记录与摘要不一致，重新推算的结果也不同';
}

async function trailDigest(db: ReadDb, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('audit')
    .select('after')
    .where('action', '=', SIGN_ACTION)
    .where('subject', '=', id)
    .executeTakeFirst();
  const after = row?.after;
  const digest = typeof after === 'object' && after !== null && 'digest' in after ? after['digest'] : null;
  return typeof digest === 'string' ? digest : null;
}

function missingFields(register: Register, { of, conditions }: Recipe): string[] {
  const fields = [...(of === null ? [] : [of]), ...conditions.map(({ field }) => field)];
  return fields.filter((field) => !(field in register.fields) && !SYSTEM_FIELDS.some((one) => one === field));
}

function partJson({ recipe, value, rows, missing, rowsDigest }: SignedPart): { [key: string]: Json } {
  return { recipe: recipeJson(recipe), value, rows, missing, rowsDigest };
}

interface StoredPart {
  readonly recipe: Omit<Recipe, 'conditions'> & { readonly conditions: Json };
  readonly value: string | null;
  readonly rows: number;
  readonly missing: number;
  readonly rowsDigest: string;
}

function partOf(part: StoredPart): SignedPart {
  return { ...part, recipe: { ...part.recipe, conditions: parseFilter(canonicalJson(part.recipe.conditions)) ?? [] } };
}

async function storedSignature(db: ReadDb, id: string): Promise<StoredSignature> {
  const row = await db.selectFrom('signed_figure').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw indicatorFault('signature.unknown');
  return row;
}

export async function signatureById(db: ReadDb, id: string): Promise<Signature> {
  return signatureOf(db, await storedSignature(db, id));
}

async function signatureOf(db: ReadDb, row: StoredSignature): Promise<Signature> {
  const names = await displayNames(db, [row.signed_by]);
  return answerOf(row, names);
}

function answerOf(row: StoredSignature, names: (name: string) => string): Signature {
  return {
    id: row.id,
    register: row.register,
    figure: row.figure,
    label: row.label,
    scope: row.scope,
    period: row.period,
    value: plain(decimal(row.value)),
    shown: row.shown,
    unit: row.unit,
    rows: row.parts[0]?.rows ?? 0,
    asOf: row.as_of,
    definitionVersion: row.definition_version,
    definition: row.definition,
    digest: row.digest,
    by: names(row.signed_by),
    at: row.signed_at,
  };
}

/** Signatures, the latest first, of the registers that are named. */
export async function listSignatures(
  db: ReadDb,
  registers: readonly string[],
  wish: PageWish & { readonly figure?: string | undefined },
) {
  const { page, size, offset } = pageSlice(wish);
  const matching = db
    .selectFrom('signed_figure')
    .where('register', 'in', registers.length === 0 ? [''] : registers)
    .$if(wish.figure !== undefined, (select) => select.where('figure', '=', wish.figure!));
  const [rows, { total }] = await Promise.all([
    matching.selectAll().orderBy('signed_at', 'desc').orderBy('id').limit(size).offset(offset).execute(),
    matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  const names = await displayNames(
    db,
    rows.map(({ signed_by }) => signed_by),
  );
  return { data: rows.map((row) => answerOf(row, names)), total, page, size };
}
