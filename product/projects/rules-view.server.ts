import type { Person } from '@quantu/people/server';
import { codeBook, selectionSql } from '@quantu/registers/server';
import type { Books, Viewer } from '@quantu/registers';
import type { ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import type { Rules } from './contract.ts';
import { refreshProjects } from './derive.server.ts';
import { projectFault } from './faults.ts';
import { todayInChina } from './fresh.server.ts';
import { LIGHT_RULES, ruleSetOf } from './light-rules.ts';
import { readChoice, readCurves, writeChoice, writeCurve } from './rules.server.ts';
import { lookOn, registerNamed, type Look } from './year.server.ts';

const ACTS = { rules: 'project.rules', curve: 'project.curve' } as const;

export async function rulesOf(db: ReadDb, books: Books, viewer: Viewer, asOf?: string): Promise<Rules> {
  const { at, today } = lookOn(asOf);
  const { ruleSet, dueWorkday } = await readChoice(db, at);
  const [curves, codes] = [await readCurves(db, at), await codeBook(db, books, today)];
  const named = curves.filter(({ scope }) => scope === 'project').map(({ key }) => key);
  const names = await projectNames(db, books, viewer, named);
  const labels = {
    all: () => '全部项目',
    programme: (key: string) => codes.labelOf('city-programme', key),
    project: (key: string) => names.get(key) ?? '',
  };
  return {
    chosen: ruleSet,
    sets: LIGHT_RULES.map(({ key, label, source, says, start }) => ({
      key,
      label,
      source,
      ...says,
      yellow: start ? `${says.yellow}；${start.says}` : says.yellow,
    })),
    dueWorkday,
    curves: curves.map(({ id, scope, key, year, points }) => ({
      id,
      scope,
      key: key === '' ? null : key,
      label: labels[scope](key),
      year,
      points,
    })),
    acts: await actsOf(db, at),
  };
}

async function projectNames(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const register = registerNamed(books, 'city-project');
  const { from, where } = await selectionSql(db, books, register, viewer, { conditions: [] });
  const { rows } = await sql<{ id: string; name: string }>`
    select r.id, r.name from ${from} where ${where} and r.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function actsOf(db: ReadDb, at: Look['at']): Promise<Rules['acts']> {
  const rows = await db
    .selectFrom('audit')
    .$if(at !== undefined, (entries) => entries.where('at', '<=', at!))
    .select(['at', 'actor', 'reason', 'after'])
    .where('action', 'in', Object.values(ACTS))
    .orderBy('seq', 'desc')
    .limit(50)
    .execute();
  return rows.map(({ at, actor, reason, after }) => ({ at, by: actor, reason, text: textIn(after) }));
}

function textIn(after: unknown): string {
  return typeof after === 'object' && after !== null && 'text' in after && typeof after.text === 'string'
    ? after.text
    : '';
}

export interface RulesWish {
  readonly ruleSet?: string | undefined;
  readonly dueWorkday?: number | undefined;
  readonly reason: string;
}

/** Chooses and judges everything again, as one recorded act. @returns how many lights changed. */
export function chooseRules(
  store: Store,
  district: string,
  person: Person,
  { reason, ...wish }: RulesWish,
): Promise<number> {
  return store.transact({ district, actor: person.name, action: ACTS.rules, reason }, async (tx) => {
    const before = await readChoice(tx);
    const after = { ruleSet: wish.ruleSet ?? before.ruleSet, dueWorkday: wish.dueWorkday ?? before.dueWorkday };
    if (wish.ruleSet === undefined && wish.dueWorkday === undefined) throw projectFault('rules.no-choice');
    const rule = ruleSetOf(after.ruleSet);
    if (!rule) throw projectFault('rules.unknown', { key: after.ruleSet });
    if (after.ruleSet === before.ruleSet && after.dueWorkday === before.dueWorkday)
      throw projectFault('rules.unchanged');
    await writeChoice(tx, after, todayInChina());
    const changed = await refreshProjects(tx, todayInChina());
    const text = `${rule.label}，次月第 ${after.dueWorkday} 个工作日前报；${changed} 个项目的灯有变化`;
    tx.audit({ before: { ruleSet: before.ruleSet, dueWorkday: before.dueWorkday }, after: { ...after, text } });
    return changed;
  });
}

export interface CurveWish {
  readonly scope: 'all' | 'programme' | 'project';
  readonly key: string | null;
  readonly year: number;
  readonly points: readonly string[] | null;
  readonly reason: string;
}

export function setCurve(
  store: Store,
  books: Books,
  district: string,
  person: Person,
  wish: CurveWish,
): Promise<number> {
  const { scope, year, points, reason } = wish;
  return store.transact({ district, actor: person.name, action: ACTS.curve, reason }, async (tx) => {
    const key = scope === 'all' ? '' : (wish.key ?? '');
    const label = await scopeLabel(tx, books, person.viewer, scope, key);
    await writeCurve(tx, { scope, key, year }, points);
    const changed = await refreshProjects(tx, todayInChina());
    const how = points === null ? '恢复按月均匀' : '改用自定曲线';
    tx.audit({
      subject: key || scope,
      after: {
        scope,
        key,
        year,
        points: points === null ? null : [...points],
        text: `${year} 年${label}${how}；${changed} 个项目的灯有变化`,
      },
    });
    return changed;
  });
}

async function scopeLabel(
  db: ReadDb,
  books: Books,
  viewer: Viewer,
  scope: CurveWish['scope'],
  key: string,
): Promise<string> {
  if (scope === 'all') return '全部项目';
  const label =
    scope === 'programme'
      ? (await codeBook(db, books, todayInChina())).all('city-programme').find(({ code }) => code === key)?.label
      : /^[0-9a-f-]{36}$/.test(key)
        ? (await projectNames(db, books, viewer, [key])).get(key)
        : undefined;
  if (label === undefined) throw projectFault('curve.scope', { key });
  return `“${label}”`;
}
