import { newId } from '@quantu/base';
import { programViewer, type Books, type Register } from '@quantu/registers';
import { referredTitles, removeMany, writeMany, type RowWish } from '@quantu/registers/server';
import type { NamedThing, ThingsFollower } from '@quantu/product-documents/server';
import type { ReadDb, WriteDb } from '@quantu/store';
import { sql, type Selectable } from 'kysely';
import type { PlanSourceTable } from '../room.server.ts';
import { bareName, kindOf, stateOf } from './read-plan.ts';

type Source = Selectable<PlanSourceTable>;

interface KnownPlan {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly version: number;
  readonly source: string | null;
}

/**
 * Enters the plans that an accepted document names into the catalogue. A plan that is there already keeps what it is and
 * gets the document as one more source. What only a document brought and nobody has touched goes with the document.
 */
export const plansFollower =
  (books: Books): ThingsFollower =>
  async (tx, { document, title, things }) => {
    const named = onePerName(things.filter(({ type }) => type === 'plan'));
    const before = await sourcesOf(tx, document);
    if (named.length === 0 && before.length === 0) return;
    const register = books.registers.get('plan')!;
    const found = await entered(tx, books, register, named, before);
    const wanted = named.map(
      ({ name, status, sentence, place }, i): Omit<Source, 'id' | 'made_version'> & { readonly isMade: boolean } => ({
        plan: found[i]!.plan,
        document,
        title,
        name,
        status,
        sentence,
        place,
        isMade: found[i]!.isMade,
      }),
    );
    await putSources(tx, before, wanted);
    const gone = before.filter(({ name }) => !named.some((one) => one.name === name));
    if (gone.length > 0) {
      const ids = gone.map(({ id }) => id);
      await sql`delete from plan_source where id = any(${ids}::uuid[])`.execute(tx);
    }
    const touched = [...new Set([...wanted.map(({ plan }) => plan), ...before.map(({ plan }) => plan)])];
    await removeOrphans(tx, books, register, gone);
    await tellSources(tx, books, register, touched);
  };

function onePerName(things: readonly NamedThing[]): NamedThing[] {
  const names = new Set<string>();
  return things.filter(({ name }) => {
    const bare = bareName(name);
    return bare !== '' && !names.has(bare) && names.add(bare);
  });
}

async function sourcesOf(db: ReadDb, document: string): Promise<readonly Source[]> {
  return db.selectFrom('plan_source').selectAll().where('document', '=', document).execute();
}

async function plansKnown(db: ReadDb): Promise<readonly KnownPlan[]> {
  const { rows } = await sql<KnownPlan>`select id, code, coalesce(name, '') as name, version, source from plan`.execute(
    db,
  );
  return rows;
}

interface Entered {
  readonly plan: string;
  readonly isMade: boolean;
}

/** The record of each: entered before, known by a name, or made now. */
async function entered(
  tx: WriteDb,
  books: Books,
  register: Register,
  named: readonly NamedThing[],
  before: readonly Source[],
): Promise<readonly Entered[]> {
  const plans = await plansKnown(tx);
  const byName = new Map(plans.map(({ id, name }) => [bareName(name), id]));
  const ids = new Set(plans.map(({ id }) => id));
  const known = named.map(({ name, aliases }): Entered | null => {
    const old = before.find((one) => one.name === name && ids.has(one.plan));
    if (old) return { plan: old.plan, isMade: old.made_version !== null };
    const plan = [name, ...aliases].map((one) => byName.get(bareName(one))).find((id) => id !== undefined);
    return plan === undefined ? null : { plan, isMade: false };
  });
  const fresh = named.filter((_, i) => known[i] === null);
  const first = nextCode(plans);
  const rows = fresh.map(({ name, status }, i): RowWish => {
    const state = stateOf(status);
    const note = state === null ? { note: '报告没有写明进展' } : {};
    const values = {
      code: `${CODE}${String(first + i).padStart(3, '0')}`,
      name: titleOf(name),
      kind: kindOf(name),
    };
    return { ...(state === null ? {} : { state }), values: { ...values, ...note } };
  });
  const made = await writeMany(tx, books, register, programViewer(tx.actor), rows);
  let at = 0;
  return known.map((one) => one ?? { plan: made[at++]!.id, isMade: true });
}

/** As the catalogue writes it: without the marks of a title. */
const titleOf = (name: string): string => (/^《([^《》]+)》$/.exec(name)?.[1] ?? name).slice(0, 160);

/** A code that says that the real one has to be given. */
const CODE = '待编-';

function nextCode(plans: readonly KnownPlan[]): number {
  const taken = plans.flatMap(({ code }) => (code.startsWith(CODE) ? [Number(code.slice(CODE.length))] : []));
  return Math.max(0, ...taken.filter(Number.isInteger)) + 1;
}

async function putSources(
  tx: WriteDb,
  before: readonly Source[],
  wanted: readonly (Omit<Source, 'id' | 'made_version'> & { readonly isMade: boolean })[],
): Promise<void> {
  for (const { isMade, ...values } of wanted) {
    const old = before.find(({ name }) => name === values.name);
    if (!old) {
      await tx
        .insertInto('plan_source')
        .values({ id: newId(), ...values, made_version: isMade ? 1 : null })
        .execute();
    } else if (Object.entries(values).some(([key, value]) => old[key as keyof Source] !== value)) {
      await tx.updateTable('plan_source').set(values).where('id', '=', old.id).execute();
    }
  }
}

/** What a document made, nobody has touched and nothing names any more, is no plan. */
async function removeOrphans(tx: WriteDb, books: Books, register: Register, gone: readonly Source[]): Promise<void> {
  const made = gone.filter((one) => one.made_version !== null);
  if (made.length === 0) return;
  const { rows } = await sql<{ id: string }>`select p.id from plan p
    join unnest(${made.map(({ plan }) => plan)}::uuid[], ${made.map((one) => one.made_version)}::integer[])
      as m(plan, version) on m.plan = p.id and m.version = p.version
    where not exists (select from plan_source s where s.plan = p.id)`.execute(tx);
  for (const { id } of rows) {
    if ((await referredTitles(tx, books, register, [id])).length === 0) await removeMany(tx, books, register, [id]);
  }
}

/** So much of a title says which document it is; the record's page has all of it. */
const LETTERS = 20;

/** The catalogue says in words where each plan is named. */
async function tellSources(tx: WriteDb, books: Books, register: Register, plans: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; version: number; source: string | null; told: string | null }>`
    select p.id, p.version, p.source,
      (select string_agg(case when length(s.title) > ${LETTERS} then left(s.title, ${LETTERS - 1}) || '…' else s.title end
          || '：' || s.sentence, E'\n' order by s.title, s.place) from plan_source s
        where s.plan = p.id) as told
    from plan p where p.id = any(${[...plans]}::uuid[])`.execute(tx);
  const changed = rows.filter(({ source, told }) => source !== told);
  if (changed.length === 0) return;
  const wishes = changed.map(({ id, version, told }): RowWish => ({ id, version, values: { source: told } }));
  await writeMany(tx, books, register, programViewer(tx.actor), wishes);
  // Saying where it comes from is not touching it.
  const [ids, versions] = [changed.map(({ id }) => id), changed.map(({ version }) => version)];
  await sql`update plan_source s set made_version = p.version from plan p
    join unnest(${ids}::uuid[], ${versions}::integer[]) as c(id, version) on c.id = p.id
    where s.plan = p.id and s.made_version = c.version`.execute(tx);
}
