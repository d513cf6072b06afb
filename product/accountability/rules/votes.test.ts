import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ballotProblem, DEFAULT_VOTE_RULE, verdictOf, VOTE_BASES, type Ballot, type VoteRule } from './votes.ts';

const GRADES = ['void', 'unsatisfied', 'basic', 'satisfied'];

/** Ballots that can be: everybody in the room gets a paper, some of them come back, some of those are valid. */
const ballots: fc.Arbitrary<Ballot> = fc
  .tuple(fc.nat(60), fc.nat(10), fc.nat(10), fc.nat(10), fc.nat(60), fc.nat(60), fc.nat(60))
  .map(([absent, unsent, kept, invalid, satisfied, basic, unsatisfied]) => {
    const returned = invalid + satisfied + basic + unsatisfied;
    const sent = returned + kept;
    const attending = sent + unsent;
    return { members: attending + absent + 1, attending, sent, returned, invalid, satisfied, basic, unsatisfied };
  });
const shares = fc.integer({ min: 1, max: 19 }).map((twentieths) => String(twentieths / 20));
const rules: fc.Arbitrary<VoteRule> = fc.record({
  label: fc.constant('规则'),
  source: fc.constant('默认'),
  base: fc.constantFrom(...VOTE_BASES),
  satisfiedOver: shares,
  basicOver: shares,
  quorumOver: shares,
  isStrict: fc.boolean(),
  roundsMax: fc.constant(2),
});

const ballot = (members: number, attending: number, ...grades: readonly [number, number, number]): Ballot => {
  const returned = grades[0] + grades[1] + grades[2];
  const [satisfied, basic, unsatisfied] = grades;
  return { members, attending, sent: attending, returned, invalid: 0, satisfied, basic, unsatisfied };
};

test('votes that were published have the verdict that was announced', () => {
  // 镇海: 29 present; 晋江: 23/12/3; 沾益: 28 sent and returned, 20/7/1.
  expect(verdictOf(ballot(31, 29, 17, 11, 1), DEFAULT_VOTE_RULE).verdict).toBe('satisfied');
  expect(verdictOf(ballot(40, 38, 23, 12, 3), DEFAULT_VOTE_RULE).verdict).toBe('satisfied');
  expect(verdictOf(ballot(30, 28, 20, 7, 1), DEFAULT_VOTE_RULE).verdict).toBe('satisfied');
});

test('exactly half falls to the lower grade, and the base is all members', () => {
  expect(verdictOf(ballot(30, 30, 15, 10, 5), DEFAULT_VOTE_RULE).verdict).toBe('basic');
  expect(verdictOf(ballot(30, 30, 16, 9, 5), DEFAULT_VOTE_RULE).verdict).toBe('satisfied');
  expect(verdictOf(ballot(30, 30, 10, 5, 15), DEFAULT_VOTE_RULE).verdict).toBe('unsatisfied');
  // 16 of 20 in the room are not more than half of 32 members.
  expect(verdictOf(ballot(32, 20, 16, 4, 0), DEFAULT_VOTE_RULE).verdict).toBe('basic');
  expect(verdictOf(ballot(32, 16, 16, 0, 0), DEFAULT_VOTE_RULE).verdict).toBe('void');
  const lax = { ...DEFAULT_VOTE_RULE, isStrict: false };
  expect(verdictOf(ballot(30, 30, 15, 10, 5), lax).verdict).toBe('satisfied');
});

test('the computation stands beside the verdict', () => {
  expect(verdictOf(ballot(30, 29, 15, 10, 4), DEFAULT_VOTE_RULE).because).toBe(
    '组成人员 30 人，出席 29 人，发出 29 张，收回 29 张，无效 0 张；满意 15、基本满意 10、不满意 4；' +
      '以全体组成人员 30 为基数，满意 15 票未超过半数（15 票），满意和基本满意合计 25 票超过半数（15 票）',
  );
});

test('one vote turned to 满意 never makes a verdict worse', () => {
  fc.assert(
    fc.property(ballots, rules, fc.constantFrom('basic', 'unsatisfied', 'invalid'), (before, rule, from) => {
      fc.pre(before[from] > 0);
      const after = { ...before, [from]: before[from] - 1, satisfied: before.satisfied + 1 };
      const [first, then] = [before, after].map((one) => GRADES.indexOf(verdictOf(one, rule).verdict));
      expect(then).toBeGreaterThanOrEqual(first!);
    }),
  );
});

test('with half of all members or fewer in the room nothing is 满意 by the default rule', () => {
  fc.assert(
    fc.property(ballots, (one) => {
      fc.pre(one.attending * 2 <= one.members);
      expect(verdictOf(one, DEFAULT_VOTE_RULE).verdict).toBe('void');
    }),
  );
});

test('the verdict by integers is the verdict by decimals, whatever the base, the shares and the quorum', () => {
  const twentieths = (share: string): number => Math.round(Number(share) * 20);
  const isOver = (votes: number, share: string, of: number, isStrict: boolean): boolean =>
    isStrict ? votes * 20 > twentieths(share) * of : votes > 0 && votes * 20 >= twentieths(share) * of;
  const few = ballots
    .map((one) => ({ ...one, members: one.attending + (one.members % 3) }))
    .filter(({ members }) => members > 0);
  fc.assert(
    fc.property(fc.oneof(ballots, few), fc.oneof(rules, fc.constant(DEFAULT_VOTE_RULE)), (one, rule) => {
      const { members, attending, satisfied, basic, unsatisfied } = one;
      const base = { all: members, attending, valid: satisfied + basic + unsatisfied }[rule.base];
      const expected = !isOver(attending, rule.quorumOver, members, true)
        ? 'void'
        : isOver(satisfied, rule.satisfiedOver, base, rule.isStrict)
          ? 'satisfied'
          : isOver(satisfied + basic, rule.basicOver, base, rule.isStrict)
            ? 'basic'
            : 'unsatisfied';
      expect(verdictOf(one, rule).verdict).toBe(expected);
    }),
    { numRuns: 500 },
  );
  // Papers that nobody marked are no votes, however low the bar.
  const lax = { ...DEFAULT_VOTE_RULE, base: 'valid', isStrict: false } as const;
  expect(verdictOf({ ...ballot(30, 30, 0, 0, 0), returned: 30, invalid: 30 }, lax).verdict).toBe('unsatisfied');
});

test('counts that cannot be are told', () => {
  const good = ballot(30, 29, 15, 10, 4);
  expect(ballotProblem(good)).toBeNull();
  expect(ballotProblem({ ...good, attending: 31 })).toBe('出席 31 人，多于组成人员 30 人');
  expect(ballotProblem({ ...good, sent: 30 })).toBe('发出 30 张票，多于出席的 29 人');
  expect(ballotProblem({ ...good, satisfied: 16 })).toBe(
    '满意、基本满意、不满意和无效票合计 30 张，与收回的 29 张不一致',
  );
  expect(ballotProblem({ ...good, members: 0, attending: 0 })).toBe('常委会组成人员总数应大于零');
  expect(ballotProblem({ ...good, invalid: -1 })).toBe('票数都应是不小于零的整数');
  expect(() => verdictOf({ ...good, attending: 31 }, DEFAULT_VOTE_RULE)).toThrow(RangeError);
});
