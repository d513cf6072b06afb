import { ballotProblem, verdictOf, type Ballot, type VotingRule } from '@quantu/accountability';

/** What is entered, in the order of the counting. */
export const COUNTS = [
  { name: 'members', label: '组成人员总数', unit: '人' },
  { name: 'attending', label: '出席', unit: '人' },
  { name: 'sent', label: '发出', unit: '张' },
  { name: 'returned', label: '收回', unit: '张' },
  { name: 'invalid', label: '无效', unit: '张' },
  { name: 'satisfied', label: '满意', unit: '票' },
  { name: 'basic', label: '基本满意', unit: '票' },
  { name: 'unsatisfied', label: '不满意', unit: '票' },
] as const satisfies readonly { name: keyof Ballot; label: string; unit: string }[];

export type Entered = Readonly<Record<keyof Ballot, number | null>>;
export const NOTHING: Entered = {
  members: null,
  attending: null,
  sent: null,
  returned: null,
  invalid: null,
  satisfied: null,
  basic: null,
  unsatisfied: null,
};

export const VERDICT_WORDS = {
  satisfied: '满意',
  basic: '基本满意',
  unsatisfied: '不满意',
  void: '测评无效',
} as const;

export type Judged =
  | { readonly kind: 'missing'; readonly text: string }
  | { readonly kind: 'wrong'; readonly text: string }
  | {
      readonly kind: 'verdict';
      readonly verdict: keyof typeof VERDICT_WORDS;
      readonly because: string;
      readonly ballot: Ballot;
    };

/** What the entered counts come to by a rule while they are typed: what is missing, what cannot be, or the verdict. */
export function judge(entered: Entered, rule: VotingRule): Judged {
  const missing = COUNTS.filter(({ name }) => entered[name] === null).map(({ label }) => label);
  if (missing.length > 0) return { kind: 'missing', text: `还没有填：${missing.join('、')}` };
  const ballot = Object.fromEntries(COUNTS.map(({ name }) => [name, entered[name] ?? 0])) as Record<
    keyof Ballot,
    number
  >;
  const problem = ballotProblem(ballot);
  if (problem !== null) return { kind: 'wrong', text: problem };
  return { kind: 'verdict', ballot, ...verdictOf(ballot, rule) };
}
