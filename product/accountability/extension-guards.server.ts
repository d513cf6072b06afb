import { type Day } from '@quantu/base';
import type { WrittenRow } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { accountabilityFault } from './faults.ts';
import { itemDue, opinionDue } from './judge.ts';
import { readRules } from './reviews.server.ts';
import { reckon, ruleOn } from './rules/stages.ts';
import { entered } from './written.ts';

interface Asked {
  readonly id: string;
  readonly on: Day;
  readonly to: Day;
  readonly title: string;
  readonly state: string;
  readonly committee: string | null;
  readonly dueOn: Day | null;
  readonly extendedTo: Day | null;
  readonly item: string | null;
  readonly matter: string | null;
  readonly itemDueOn: Day | null;
  readonly itemExtendedTo: Day | null;
  readonly isOther: boolean;
}

const OPEN = ['accepted', 'decomposed', 'handling', 'commenting'];

/**
 * An extension is asked for before the day, once, and not for longer than the rule allows; granted, it moves the day it
 * was asked for, and its record names who granted it.
 */
export async function deriveExtensions(
  tx: WriteDb,
  written: readonly WrittenRow[],
  today: Day,
  labelOf: (state: string) => string,
): Promise<void> {
  const ids = written.filter(({ after, stateAfter }) => after !== null && stateAfter !== 'refused').map(({ id }) => id);
  if (ids.length === 0) return;
  const { rows } = await sql<Asked>`
    select e.id, e."on", e."to", o.title, o.state, o.committee, o.due_on as "dueOn", o.extended_to as "extendedTo",
      e.item, i.matter, i.due_on as "itemDueOn", i.extended_to as "itemExtendedTo",
      coalesce(i.opinion <> o.id, false) as "isOther"
    from review_extension e join review_opinion o on o.id = e.opinion left join review_item i on i.id = e.item
    where e.id = any(${ids}::uuid[])`.execute(tx);
  const rules = await readRules(tx);
  // It is asked for on the day it is put in: a day written back does not make it earlier.
  const made = new Set(written.filter(({ before }) => before === null).map(({ id }) => id));
  for (const asked of rows) {
    if (asked.on > today) throw accountabilityFault('extension.future', { on: asked.on });
    refuse(asked, made.has(asked.id) ? today : asked.on, rules, labelOf);
  }
  const granted = entered(written, 'granted').map(({ id }) => id);
  if (granted.length === 0) return;
  await sql`update review_item i set extended_to = e."to" from review_extension e
    where e.id = any(${granted}::uuid[]) and i.id = e.item`.execute(tx);
  await sql`update review_opinion o set extended_to = e."to" from review_extension e
    where e.id = any(${granted}::uuid[]) and e.item is null and o.id = e.opinion`.execute(tx);
}

function refuse(
  asked: Asked,
  askedOn: Day,
  rules: Awaited<ReturnType<typeof readRules>>,
  labelOf: (state: string) => string,
): void {
  const { title, state, to, committee, item, matter } = asked;
  if (asked.isOther) throw accountabilityFault('extension.other-opinion', { matter: matter ?? '' });
  if (!OPEN.includes(state)) throw accountabilityFault('extension.not-handling', { title, state: labelOf(state) });
  const already = item === null ? asked.extendedTo : asked.itemExtendedTo;
  if (already !== null) throw accountabilityFault('extension.again', { to: already });
  const due = item === null ? opinionDue(asked) : itemDue({ dueOn: asked.itemDueOn, extendedTo: null }, asked);
  if (due === null) return;
  if (askedOn > due) throw accountabilityFault('extension.late', { due });
  if (to <= due) throw accountabilityFault('extension.not-later', { to, due });
  const most = reckon(due, ruleOn(rules, 'extension', committee, due));
  if (to > most.on) throw accountabilityFault('extension.too-long', { most: most.on, because: most.because });
}
