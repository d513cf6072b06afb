import type { Day } from '@quantu/base';
import type { WrittenRow } from '@quantu/registers/server';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { accountabilityFault } from './faults.ts';
import { textOf } from './written.ts';
import {
  ballotProblem,
  DEFAULT_VOTE_RULE,
  ruleText,
  verdictOf,
  VOTE_BASES,
  type Ballot,
  type VoteRule,
} from './rules/votes.ts';

interface VoteRow extends Ballot {
  readonly id: string;
  readonly round: number;
  readonly rule: string | null;
  readonly opinionState: string;
  readonly opinionRound: number;
}

/** Checks the counts of votes and their round, and writes what they come to by their rule. */
export async function deriveVotes(
  tx: WriteDb,
  written: readonly WrittenRow[],
  today: Day,
  labelOf: (state: string) => string,
): Promise<void> {
  const ids = written.filter(({ after }) => after !== null).map(({ id }) => id);
  if (ids.length === 0) return;
  for (const row of written) {
    const on = textOf(row, 'on');
    if (on !== null && on > today) throw accountabilityFault('vote.future', { on });
  }
  const { rows } = await sql<VoteRow>`
    select v.id, v.round::int as round, v.rule, v.members::int as members, v.attending::int as attending,
      v.sent::int as sent, v.returned::int as returned, v.invalid::int as invalid, v.satisfied::int as satisfied,
      v.basic::int as basic, v.unsatisfied::int as unsatisfied,
      o.state as "opinionState", coalesce(o.round, 1)::int as "opinionRound"
    from review_vote v join review_opinion o on o.id = v.opinion where v.id = any(${ids}::uuid[])`.execute(tx);
  for (const row of rows) {
    const { id, round, rule: ruleId, opinionState, opinionRound, ...ballot } = row;
    if (round !== opinionRound) throw accountabilityFault('vote.round', { round: opinionRound, given: round });
    if (opinionState !== 'filed') throw accountabilityFault('vote.state', { state: labelOf(opinionState) });
    const problem = ballotProblem(ballot);
    if (problem !== null) throw accountabilityFault('vote.counts', { problem });
    const rule = await ruleOf(tx, ruleId);
    const { verdict, because } = verdictOf(ballot, rule);
    const said = `${rule.label}：${ruleText(rule)}（${rule.source}）`;
    await sql`update review_vote set verdict = ${verdict}, verdict_because = ${because}, rule_text = ${said}
      where id = ${id}::uuid and (verdict, verdict_because, rule_text)
        is distinct from (${verdict}, ${because}, ${said})`.execute(tx);
  }
}

async function ruleOf(tx: WriteDb, id: string | null): Promise<VoteRule> {
  if (id === null) return DEFAULT_VOTE_RULE;
  const { rows } = await sql<Omit<VoteRule, 'base'> & { base: string }>`
    select name as label, base, trim_scale(satisfied_over)::text as "satisfiedOver",
      trim_scale(basic_over)::text as "basicOver", trim_scale(quorum_over)::text as "quorumOver",
      is_strict as "isStrict", rounds_max::int as "roundsMax", source
    from vote_rule where id = ${id}::uuid`.execute(tx);
  const [found] = rows;
  const base = VOTE_BASES.find((one) => one === found?.base);
  return found && base ? { ...found, base } : DEFAULT_VOTE_RULE;
}
