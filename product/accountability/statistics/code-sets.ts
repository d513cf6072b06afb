import { defineCodeSet, type CodeSet } from '@quantu/base';

/** What the sets of this folder offer, and in what order. */
const entries = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([code, label]) => ({ code, label }));

export const CONTENT_BASES = { returned: '已反馈的件数', assigned: '已交办的件数' } as const;
export type ContentBase = keyof typeof CONTENT_BASES;
export const SOLVED_BY = { a: 'A 类', ab: 'A 类和 B 类', closed: '已办结（走完程序）' } as const;
export type SolvedBy = keyof typeof SOLVED_BY;

export const statisticCodeSets: readonly CodeSet[] = [
  defineCodeSet({
    key: 'timeliness',
    version: '1',
    label: '是否按期',
    source: '期限按办理期限规则计算；还没有到期的不填',
    codes: entries({ 'in-time': '按期', late: '逾期' }),
  }),
  defineCodeSet({
    key: 'statistic-base',
    version: '1',
    label: '满意率的分母',
    source: '各地做法不一。default：已反馈的件数',
    codes: entries(CONTENT_BASES),
  }),
  defineCodeSet({
    key: 'statistic-solved',
    version: '1',
    label: '办结率的分子',
    source: '各地做法不一。default：A 类',
    codes: entries(SOLVED_BY),
  }),
];
