import { canonicalJson, dayInChina, instantOf, newId } from '@quantu/base';
import type { Books } from '@quantu/registers';
import { codeBook } from '@quantu/registers/server';
import type { ReadDb, Tables, WriteDb } from '@quantu/store';
import { sql, type Selectable } from 'kysely';
import { analysisFault } from './faults.ts';
import { conflictKindLabel } from './kinds.ts';
import type { RuleBody } from './rule-schema.ts';
import { ruleSet, STANDARD_KEY, STANDARD_RULES, type RuleSet } from './rules.ts';

/** A version of a rule set; who made it is null of what comes with the program. */
export interface StoredRuleSet {
  readonly rules: RuleSet;
  readonly reason: string;
  readonly by: string | null;
  readonly at: string | null;
}

const STANDARD: StoredRuleSet = { rules: STANDARD_RULES, reason: '随程序提供', by: null, at: null };

type Row = Selectable<Tables['overlay_rule_set']>;
const stored = ({ key, version, label, body, reason, made_by, made_at }: Row): StoredRuleSet => ({
  // The column is written by this room only, after it was checked.
  rules: ruleSet({ key, version, label }, body as RuleBody),
  reason,
  by: made_by,
  at: instantOf(new Date(made_at)),
});

/** All versions of every rule set, the latest first; that of the program before them all. */
export async function ruleSetVersions(db: ReadDb): Promise<readonly StoredRuleSet[]> {
  const rows = await db.selectFrom('overlay_rule_set').selectAll().orderBy('key').orderBy('version', 'desc').execute();
  return [STANDARD, ...rows.map(stored)];
}

/** A version of a rule set; without a number the latest. */
export async function storedRuleSet(db: ReadDb, key: string, version?: number): Promise<StoredRuleSet> {
  const own = (await ruleSetVersions(db)).filter(({ rules }) => rules.key === key);
  const one = version === undefined ? own[0] : own.find(({ rules }) => rules.version === version);
  if (one) return one;
  if (own.length === 0) throw analysisFault('overlay-rules.unknown', { key });
  throw analysisFault('overlay-rules.no-version', { label: own[0]!.rules.label, version: version ?? 0 });
}

export interface RuleSetWish {
  readonly label: string;
  readonly reason: string;
  readonly rules: RuleBody;
}

/** Puts down a rule set of the district's own as its first version. */
export async function addRuleSet(tx: WriteDb, books: Books, wish: RuleSetWish): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('overlay-rule-set'))`.execute(tx);
  const { rows } = await sql<{ last: number | null }>`
    select max(substring(key from 2)::integer) as last from overlay_rule_set`.execute(tx);
  const key = `R${(rows[0]?.last ?? 0) + 1}`;
  await put(tx, books, key, 1, wish);
  return key;
}

/** Puts down a further version; refused when somebody else has meanwhile, or nothing is different. */
export async function changeRuleSet(
  tx: WriteDb,
  books: Books,
  key: string,
  { base, ...wish }: RuleSetWish & { readonly base: number },
): Promise<number> {
  if (key === STANDARD_KEY) throw analysisFault('overlay-rules.standard', { label: STANDARD_RULES.label });
  await sql`select pg_advisory_xact_lock(hashtext('overlay-rule-set'))`.execute(tx);
  const { rules } = await storedRuleSet(tx, key);
  if (rules.version !== base)
    throw analysisFault('overlay-rules.stale', { label: rules.label, now: rules.version, base });
  if (rules.label === wish.label.trim() && sameBody(rules, wish.rules)) {
    throw analysisFault('overlay-rules.unchanged', { label: rules.label });
  }
  await put(tx, books, key, base + 1, wish);
  return base + 1;
}

const bodyOf = ({ sliver, kinds, pairs, alone }: RuleBody): RuleBody => ({ sliver, kinds, pairs, alone });
const sameBody = (one: RuleBody, other: RuleBody): boolean =>
  canonicalJson(bodyOf(one)) === canonicalJson(bodyOf(other));

async function put(tx: WriteDb, books: Books, key: string, version: number, wish: RuleSetWish): Promise<void> {
  const { label, reason, rules } = { ...wish, label: wish.label.trim() };
  await checkRules(tx, books, rules);
  const versions = await ruleSetVersions(tx);
  const isTaken = versions.some((one) => one.rules.key !== key && one.rules.label === label);
  if (label === '' || isTaken) throw analysisFault('overlay-rules.label', { label });
  await sql`insert into overlay_rule_set (id, key, version, label, body, reason, made_by, made_at)
    values (${newId()}, ${key}, ${version}, ${label}, ${JSON.stringify(bodyOf(rules))}::jsonb, ${reason.trim()},
      ${tx.actor}, clock_timestamp())`.execute(tx);
  tx.audit({ subject: key, after: { key, version, label }, reason });
}

/** Refuses rules that could never be applied as they are meant. */
export async function checkRules(db: ReadDb, books: Books, { kinds, pairs, alone }: RuleBody): Promise<void> {
  for (const kind of kinds) {
    if (![...pairs, ...alone].some((rule) => rule.kind === kind)) {
      throw analysisFault('overlay-rules.kind-without-rule', { kind: conflictKindLabel(kind) });
    }
  }
  const twice = alone.find(({ kind }, at) => alone.findIndex((one) => one.kind === kind) !== at);
  if (twice) throw analysisFault('overlay-rules.twice', { kind: conflictKindLabel(twice.kind) });
  const codes = await codeBook(db, books, dayInChina(instantOf(new Date())));
  const known = new Set(codes.all('layer-role').map(({ code }) => code));
  for (const { kind, a, b } of pairs) {
    const role = [...(a.roles ?? []), ...(b.roles ?? [])].find((one) => !known.has(one));
    if (role !== undefined) throw analysisFault('overlay-rules.role', { kind: conflictKindLabel(kind), role });
  }
}
