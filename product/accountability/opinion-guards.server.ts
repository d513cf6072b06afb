import type { Day } from '@quantu/base';
import type { WrittenRow } from '@quantu/registers/server';
import type { ReadDb } from '@quantu/store';
import { sql } from 'kysely';
import type { ItemFact, OpinionFact, Reviews } from './facts.ts';
import { accountabilityFault } from './faults.ts';
import { itemDue } from './judge.ts';
import { ITEM_ANSWERED, ITEM_CARRIED } from './review-item.states.ts';
import { readReviews } from './reviews.server.ts';
import { DEFAULT_VOTE_RULE } from './rules/votes.ts';
import { entered, named, textOf } from './written.ts';

const GUARDED = [
  'review',
  'decomposed',
  'handling',
  'commenting',
  'filed',
  'rework',
  'escalated',
  'tracking',
  'closed',
];

/** What a step of an opinion asks of its items and votes; throws the sentence that says what is missing. */
export async function guardOpinions(db: ReadDb, rows: readonly WrittenRow[], today: Day): Promise<void> {
  for (const row of rows) refuseFuture(row, today);
  const stepped = entered(rows, ...GUARDED);
  if (stepped.length === 0) return;
  const reviews = await readReviews(
    db,
    stepped.map(({ id }) => id),
  );
  for (const row of stepped) {
    const opinion = reviews.opinions.find(({ id }) => id === row.id);
    if (opinion) await guard(db, opinion, row, reviews);
  }
}

const HAPPENED = { adoptedOn: '通过日期', deliveredOn: '交办日期' } as const;

/** Days from which time is counted have come. */
function refuseFuture(row: WrittenRow, today: Day): void {
  for (const [name, field] of Object.entries(HAPPENED)) {
    const day = textOf(row, name);
    if (day !== null && day > today && day !== row.before?.[name])
      throw accountabilityFault('opinion.future', { field, day });
  }
}

async function guard(db: ReadDb, opinion: OpinionFact, row: WrittenRow, reviews: Reviews): Promise<void> {
  const items = reviews.items.filter((item) => item.opinion === opinion.id);
  switch (row.stateAfter ?? '') {
    case 'review':
      if (items.length === 0) throw accountabilityFault('opinion.no-items');
      return;
    case 'decomposed':
      return refuseUndecomposed(opinion, items, reviews);
    case 'handling':
      if (row.stateBefore === 'decomposed') refuseUndecomposed(opinion, items, reviews);
      return;
    case 'commenting':
      if (row.stateBefore !== 'commenting') await refuseOldReport(db, row);
      return refuse('opinion.not-answered', items, ({ state }) => isIn(ITEM_ANSWERED, state));
    case 'filed':
      return refuse('opinion.not-answered', items, ({ state }) => isIn(ITEM_ANSWERED, state));
    case 'rework':
    case 'escalated': {
      const round = unsatisfiedRounds(reviews, opinion.id);
      const most = await roundsMax(db, opinion.id, opinion.round ?? 1);
      if (row.stateAfter === 'rework' && round >= most) throw accountabilityFault('opinion.rounds', { round, most });
      if (row.stateAfter === 'escalated' && round < most)
        throw accountabilityFault('opinion.more-rounds', { round, most });
      return;
    }
    case 'tracking': {
      const isCarried = ({ state, lead, targetOn }: ItemFact) =>
        state === 'closed' || (isIn(ITEM_CARRIED, state) && lead !== null && targetOn !== null);
      refuse('opinion.not-carried', items, isCarried);
      if (items.every(({ state }) => state === 'closed')) throw accountabilityFault('opinion.nothing-carried');
      return;
    }
    case 'closed':
      return refuse('opinion.not-settled', items, ({ state }) => state === 'closed');
    default:
  }
}

const isIn = (list: readonly string[], state: string): boolean => list.includes(state);

function refuse(
  fault: 'opinion.not-answered' | 'opinion.not-carried' | 'opinion.not-settled',
  items: readonly ItemFact[],
  isGood: (item: ItemFact) => boolean,
): void {
  const wrong = items.filter((item) => !isGood(item)).map(({ number, matter }) => `${number} ${matter}`);
  if (wrong.length > 0) throw accountabilityFault(fault, { items: named(wrong) });
}

/** What is sent was made for this time: a report that was there before it was handled, or handled again, is not sent. */
async function refuseOldReport(db: ReadDb, { id, stateBefore }: WrittenRow): Promise<void> {
  const { rows } = await sql<{ name: string; isNew: boolean }>`
    select a.name, a.added_at > s.since as "isNew" from record_attachment a, (
      select h.state_since as since from review_opinion_history h
      where h.id = ${id}::uuid and h.state = ${stateBefore} order by h.recorded_from desc limit 1) s
    where a.register = 'review-opinion' and a.record = ${id}::uuid and a.field = 'report'
    order by a.added_at desc limit 1`.execute(db);
  const [last] = rows;
  if (last && !last.isNew) throw accountabilityFault('opinion.old-report', { name: last.name });
}

/** Every item has one lead, a day, and a measure that somebody is to take. */
function refuseUndecomposed(opinion: OpinionFact, items: readonly ItemFact[], { tasks }: Reviews): void {
  const wrong = items.flatMap((item) => {
    if (item.state === 'declined') return [];
    const missing = [
      ...(item.state === 'returned' ? ['已被退回，待重新分派'] : []),
      ...(item.lead === null ? ['没有主办单位'] : []),
      ...(itemDue(item, opinion) === null ? ['没有期限'] : []),
      ...(tasks.some(({ item: of, state }) => of === item.id && state !== 'cancelled') ? [] : ['没有任务']),
    ];
    return missing.length === 0 ? [] : [`${item.number} ${item.matter}（${missing.join('、')}）`];
  });
  if (wrong.length > 0) throw accountabilityFault('opinion.not-decomposed', { items: named(wrong) });
}

/** How many rounds, one after the other, were 不满意: what was once satisfied and reopened begins to count anew. */
function unsatisfiedRounds({ votes }: Reviews, opinion: string): number {
  const own = votes.filter((vote) => vote.opinion === opinion);
  return own.length - 1 - own.findLastIndex(({ verdict }) => verdict !== 'unsatisfied');
}

/** How many rounds the rule of the round's vote allows. */
async function roundsMax(db: ReadDb, opinion: string, round: number): Promise<number> {
  const { rows } = await sql<{ most: number | null }>`
    select r.rounds_max::int as most from review_vote v left join vote_rule r on r.id = v.rule
    where v.opinion = ${opinion}::uuid and v.round = ${round} and v.state = 'announced'`.execute(db);
  return rows[0]?.most ?? DEFAULT_VOTE_RULE.roundsMax;
}
