import { decimal, type Decimal } from '@quantu/base';

/** What the votes are measured by: everybody who is a member, who came, or who voted validly. */
export const VOTE_BASES = ['all', 'attending', 'valid'] as const;
export type VoteBase = (typeof VOTE_BASES)[number];
export const VERDICTS = ['satisfied', 'basic', 'unsatisfied', 'void'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How a standing committee counts a 满意度测评. Shares are decimals of the base: half is `0.5`. */
export interface VoteRule {
  readonly label: string;
  readonly base: VoteBase;
  readonly satisfiedOver: string;
  readonly basicOver: string;
  /** More than the share is needed; else the share itself is enough. */
  readonly isStrict: boolean;
  /** More than this share of all members has to attend, else there is no verdict. */
  readonly quorumOver: string;
  /** After so many rounds of 不满意 it is no longer handled again but escalated. */
  readonly roundsMax: number;
  readonly source: string;
}

/** The rule of 宁波市镇海区 (2022, published): by all members, and exactly half falls to the lower grade. */
export const DEFAULT_VOTE_RULE: VoteRule = {
  label: '按全体组成人员过半数',
  base: 'all',
  satisfiedOver: '0.5',
  basicOver: '0.5',
  isStrict: true,
  quorumOver: '0.5',
  roundsMax: 2,
  source: '宁波市镇海区人大常委会满意度测评公开报道（2022）；过半数出席为默认，可以修改',
};

/** The raw counts, as they are announced. */
export interface Ballot {
  /** 组成人员总数, 出席. */
  readonly members: number;
  readonly attending: number;
  /** 发出, 收回, and of those 无效: no grade marked, or more than one. */
  readonly sent: number;
  readonly returned: number;
  readonly invalid: number;
  readonly satisfied: number;
  readonly basic: number;
  readonly unsatisfied: number;
}

/** One sentence about counts that cannot be, or null. */
export function ballotProblem(ballot: Ballot): string | null {
  const { members, attending, sent, returned, invalid } = ballot;
  const counts = Object.values(ballot);
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0)) return '票数都应是不小于零的整数';
  if (members === 0) return '常委会组成人员总数应大于零';
  if (attending > members) return `出席 ${attending} 人，多于组成人员 ${members} 人`;
  if (sent > attending) return `发出 ${sent} 张票，多于出席的 ${attending} 人`;
  if (returned > sent) return `收回 ${returned} 张票，多于发出的 ${sent} 张`;
  const counted = validOf(ballot) + invalid;
  if (counted !== returned) return `满意、基本满意、不满意和无效票合计 ${counted} 张，与收回的 ${returned} 张不一致`;
  return null;
}

/**
 * The verdict by a rule, and its computation in words. More 满意 never makes it worse; with the base of all members and
 * half of them or fewer in the room it is never 满意.
 *
 * @throws RangeError for counts that `ballotProblem` refuses.
 */
export function verdictOf(ballot: Ballot, rule: VoteRule): { readonly verdict: Verdict; readonly because: string } {
  const problem = ballotProblem(ballot);
  if (problem !== null) throw new RangeError(problem);
  const { members, attending, satisfied, basic } = ballot;
  if (!decimal(attending).gt(decimal(rule.quorumOver).times(members))) {
    const border = borderText(rule.quorumOver, members);
    return { verdict: 'void', because: `出席 ${attending} 人，未超过组成人员 ${members} 人的${border}，测评无效` };
  }
  const base = baseOf(ballot, rule.base);
  const said = `${countsText(ballot)}；以${BASE_LABELS[rule.base]} ${base} 为基数`;
  if (passes(satisfied, rule.satisfiedOver, base, rule.isStrict))
    return {
      verdict: 'satisfied',
      because: `${said}，满意 ${satisfied} 票${reachText(rule.satisfiedOver, base, rule)}`,
    };
  const sum = satisfied + basic;
  if (passes(sum, rule.basicOver, base, rule.isStrict)) {
    const because = `${said}，满意 ${satisfied} 票${missText(rule.satisfiedOver, base, rule)}，满意和基本满意合计 ${sum} 票${reachText(rule.basicOver, base, rule)}`;
    return { verdict: 'basic', because };
  }
  const because = `${said}，满意和基本满意合计 ${sum} 票${missText(rule.basicOver, base, rule)}`;
  return { verdict: 'unsatisfied', because };
}

export const BASE_LABELS: Readonly<Record<VoteBase, string>> = {
  all: '全体组成人员',
  attending: '出席人员',
  valid: '有效票',
};

/** What a rule says, for whoever reads a verdict. */
export function ruleText(rule: VoteRule): string {
  const { base, satisfiedOver, basicOver, quorumOver, isStrict } = rule;
  const of = BASE_LABELS[base];
  const over = isStrict ? '超过' : '达到';
  return [
    `出席超过组成人员的${percent(quorumOver)}方可测评`,
    `满意票${over}${of}的${percent(satisfiedOver)}为满意`,
    `满意与基本满意合计${over}${of}的${percent(basicOver)}为基本满意`,
    `其余为不满意；最多测评 ${rule.roundsMax} 轮`,
  ].join('；');
}

const validOf = ({ satisfied, basic, unsatisfied }: Ballot): number => satisfied + basic + unsatisfied;

function baseOf(ballot: Ballot, base: VoteBase): number {
  if (base === 'all') return ballot.members;
  return base === 'attending' ? ballot.attending : validOf(ballot);
}

function passes(votes: number, share: string, base: number, isStrict: boolean): boolean {
  const border = decimal(share).times(base);
  return isStrict ? decimal(votes).gt(border) : votes > 0 && decimal(votes).gte(border);
}

const countsText = ({ members, attending, sent, returned, invalid, ...grades }: Ballot): string =>
  `组成人员 ${members} 人，出席 ${attending} 人，发出 ${sent} 张，收回 ${returned} 张，无效 ${invalid} 张；` +
  `满意 ${grades.satisfied}、基本满意 ${grades.basic}、不满意 ${grades.unsatisfied}`;

const reachText = (share: string, base: number, { isStrict }: VoteRule): string =>
  `${isStrict ? '超过' : '达到'}${borderText(share, base)}`;
const missText = (share: string, base: number, { isStrict }: VoteRule): string =>
  `未${isStrict ? '超过' : '达到'}${borderText(share, base)}`;
const borderText = (share: string, base: number): string =>
  `${percent(share)}（${decimal(share).times(base).toString()} 票）`;

function percent(share: string): string {
  const value: Decimal = decimal(share);
  if (value.eq('0.5')) return '半数';
  return `${value.times(100).toString()}%`;
}
