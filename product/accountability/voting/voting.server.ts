import { mayPass, where, type RecordView } from '@quantu/registers';
import { codeBook, recordById } from '@quantu/registers/server';
import { congressOffice } from '../access.ts';
import { accountabilityFault } from '../faults.ts';
import { all, label, litOf, registerOf, stateOf, text, type Look } from '../look.server.ts';
import { DEFAULT_VOTE_RULE, VOTE_BASES, type VoteRule } from '../rules/votes.ts';
import type { Voting, VotingRound, VotingRule } from './contract.ts';

/** Everything a vote on an opinion is held by. */
export async function votingOf(look: Look, id: string): Promise<{ data: Voting; can: { count: boolean } }> {
  const { db, books, viewer, at, today } = look;
  const { data: opinion } = await recordById(db, books, registerOf(books, 'review-opinion'), viewer, id, at).catch(
    () => {
      throw accountabilityFault('opinion.unknown');
    },
  );
  const [votes, rules, codes, last] = await Promise.all([
    all(look, 'review-vote', [where('opinion', 'is', id)]),
    all(look, 'vote-rule', []),
    codeBook(db, books, today),
    lastMembers(look),
  ]);
  const rounds = votes.map(roundOf);
  const round = Number(opinion.values['round'] ?? 1);
  const isAnnounced = rounds.some((one) => one.round === round && one.isAnnounced);
  const { state, stateLabel } = stateOf(look, 'review-opinion', opinion);
  const closedBecause = isAnnounced
    ? `第 ${round} 轮已经公布，不能再改`
    : state === 'filed'
      ? ''
      : `审议意见现在是“${stateLabel}”，书面报告报送以后才能测评`;
  return {
    data: {
      opinion: id,
      code: text(opinion, 'code'),
      title: text(opinion, 'title'),
      state,
      stateLabel,
      ...litOf(opinion),
      round,
      isOpen: closedBecause === '',
      closedBecause,
      rules: [{ id: null, ...DEFAULT_VOTE_RULE }, ...rules.map(ruleOf)],
      methods: codes.all('vote-method').map(({ code, label: word }) => ({ code, label: word })),
      rounds,
      members: last,
    },
    can: { count: at === undefined && mayPass(congressOffice, viewer) },
  };
}

async function lastMembers(look: Look): Promise<number | null> {
  const votes = await all(look, 'review-vote', [where('state', 'is', 'announced')], ['on', 'members']);
  const last = votes.toSorted((a, b) => (text(a, 'on') < text(b, 'on') ? -1 : 1)).at(-1);
  return last ? Number(last.values['members']) : null;
}

function ruleOf(record: RecordView): VotingRule {
  const { values } = record;
  const rule: VoteRule = {
    label: text(record, 'name'),
    base: VOTE_BASES.find((base) => base === values['base']) ?? DEFAULT_VOTE_RULE.base,
    satisfiedOver: text(record, 'satisfiedOver'),
    basicOver: text(record, 'basicOver'),
    isStrict: values['isStrict'] === true,
    quorumOver: text(record, 'quorumOver'),
    roundsMax: Number(values['roundsMax']),
    source: text(record, 'source'),
  };
  return { id: record.id, ...rule };
}

const number = ({ values }: RecordView, field: string): number => Number(values[field] ?? 0);

export function roundOf(record: RecordView): VotingRound {
  return {
    id: record.id,
    version: record.version,
    round: number(record, 'round'),
    session: text(record, 'session'),
    on: text(record, 'on'),
    method: text(record, 'method') || null,
    methodLabel: label(record, 'method'),
    rule: text(record, 'rule') || null,
    ruleText: text(record, 'ruleText'),
    members: number(record, 'members'),
    attending: number(record, 'attending'),
    sent: number(record, 'sent'),
    returned: number(record, 'returned'),
    invalid: number(record, 'invalid'),
    satisfied: number(record, 'satisfied'),
    basic: number(record, 'basic'),
    unsatisfied: number(record, 'unsatisfied'),
    verdict: text(record, 'verdict'),
    verdictLabel: label(record, 'verdict'),
    because: text(record, 'verdictBecause'),
    announcedOn: text(record, 'announcedOn') || null,
    isAnnounced: record.state === 'announced',
  };
}
