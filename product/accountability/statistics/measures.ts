import type { Code } from '@quantu/base';
import { where, type Condition } from '@quantu/registers';
import { CONTENT_BASES, SOLVED_BY, type ContentBase, type SolvedBy } from './code-sets.ts';

/** How a place counts what differs from place to place. */
export interface CountingRule {
  readonly isBasicContent: boolean;
  readonly contentBase: ContentBase;
  readonly solvedBy: SolvedBy;
  readonly source: string;
}

export const DEFAULT_COUNTING: CountingRule = {
  isBasicContent: true,
  contentBase: 'returned',
  solvedBy: 'a',
  source: '默认口径，可以在“办理统计口径”里登记本地的算法',
};

export const countingText = ({ isBasicContent, contentBase, solvedBy }: CountingRule): string =>
  `满意率：满意${isBasicContent ? '和基本满意' : '（基本满意不计入）'} ÷ ${CONTENT_BASES[contentBase]}；办结率：${SOLVED_BY[solvedBy]} ÷ 已交办的件数`;

/** A column: what is counted among the records of the year, and of which others it is a share. */
export interface Measure {
  readonly key: string;
  readonly label: string;
  readonly formula: string;
  /** Besides what the table counts at all; a record counts once. */
  readonly where: readonly Condition[];
  /** Null: the column is the count itself. */
  readonly base: readonly Condition[] | null;
  /** What is missing when there is nothing to divide by. */
  readonly without: string;
}

const count = (key: string, label: string, formula: string, ...conditions: readonly Condition[]): Measure => ({
  key,
  label,
  formula,
  where: conditions,
  base: null,
  without: '',
});
const rate = (
  key: string,
  label: string,
  formula: string,
  conditions: readonly Condition[],
  base: readonly Condition[],
  without: string,
): Measure => ({ key, label, formula, where: conditions, base, without });

/** A register with its columns: which records are of a year, and by what they are told apart. */
export interface TablePlan {
  readonly key: string;
  readonly register: string;
  readonly label: string;
  readonly by: string;
  readonly byLabel: string;
  readonly note: string;
  /** The day that puts a record into a year; null: it goes with its opinion. */
  readonly period: string | null;
  readonly where: readonly Condition[];
  readonly measures: readonly Measure[];
}

const NOTHING_ASSIGNED = '没有已交办的';
const timely = (what: string) =>
  rate(
    'timely',
    '按期率',
    `按期${what} ÷ 已${what}或已到期的（没到期的不算）`,
    [where('timeliness', 'is', 'in-time')],
    [where('timeliness', 'not-empty')],
    '没有已到期的',
  );

/** @param classes the class scheme that holds: 办复类别 differs from place to place. */
export function motionPlan(rule: CountingRule, classes: readonly Code[], kind: string | undefined): TablePlan {
  const answered = where('answeredOn', 'not-empty');
  const heard = where('satisfaction', 'not-empty');
  const content = where('satisfaction', 'is', ...(rule.isBasicContent ? ['satisfied', 'basic'] : ['satisfied']));
  const solved = {
    a: where('answerClass', 'is', 'A'),
    ab: where('answerClass', 'is', 'A', 'B'),
    closed: where('state', 'is', 'closed'),
  }[rule.solvedBy];
  return {
    key: 'motion',
    register: 'motion',
    label: '代表建议和政协提案',
    by: 'lead',
    byLabel: '主办单位',
    note: '按交办日期归年',
    period: 'assignedOn',
    where: [where('state', 'is-not', 'draft'), ...(kind === undefined ? [] : [where('kind', 'is', kind)])],
    measures: [
      count('assigned', '交办', '已交办的件数'),
      rate('answered', '办复率', '已答复 ÷ 已交办', [answered], [], NOTHING_ASSIGNED),
      rate('solved', '办结率', `${SOLVED_BY[rule.solvedBy]} ÷ 已交办`, [solved], [], NOTHING_ASSIGNED),
      rate('met', '见面率', '已与代表（委员）见面 ÷ 已交办', [where('metOn', 'not-empty')], [], NOTHING_ASSIGNED),
      rate(
        'content',
        '满意率',
        `满意${rule.isBasicContent ? '和基本满意' : ''} ÷ ${CONTENT_BASES[rule.contentBase]}`,
        [content],
        rule.contentBase === 'returned' ? [heard] : [],
        rule.contentBase === 'returned' ? '还没有代表（委员）反馈' : NOTHING_ASSIGNED,
      ),
      timely('答复'),
      ...classes.map(({ code, label }) =>
        count(`class-${code}`, label, `办复类别为 ${label}`, where('answerClass', 'is', code)),
      ),
      count('class-none', '未分类', '还没有办复类别', where('answerClass', 'empty')),
    ],
  };
}

const opinionPlan: TablePlan = {
  key: 'opinion',
  register: 'review-opinion',
  label: '审议意见',
  by: 'committee',
  byLabel: '人大工作机构',
  note: '按交办日期归年',
  period: 'deliveredOn',
  where: [],
  measures: [
    count('delivered', '交办', '已交办的件数'),
    rate(
      'reported',
      '办复率',
      '已书面报告 ÷ 已交办',
      [where('state', 'is', 'filed', 'evaluated', 'escalated', 'tracking', 'closed')],
      [],
      NOTHING_ASSIGNED,
    ),
    rate(
      'closed',
      '办结率',
      '已销号或转长期跟踪 ÷ 已交办',
      [where('state', 'is', 'closed', 'tracking')],
      [],
      NOTHING_ASSIGNED,
    ),
    timely('报告'),
    count('extended', '延期', '经批准延期的件数', where('extendedTo', 'not-empty')),
    rate(
      'content',
      '满意率',
      '测评为满意或基本满意 ÷ 已有测评结果的',
      [where('verdict', 'is', 'satisfied', 'basic')],
      [where('verdict', 'is', 'satisfied', 'basic', 'unsatisfied')],
      '还没有测评结果',
    ),
    count('satisfied', '满意', '最近一轮测评为满意', where('verdict', 'is', 'satisfied')),
    count('basic', '基本满意', '最近一轮测评为基本满意', where('verdict', 'is', 'basic')),
    count('unsatisfied', '不满意', '最近一轮测评为不满意', where('verdict', 'is', 'unsatisfied')),
  ],
};

const itemPlan: TablePlan = {
  key: 'item',
  register: 'review-item',
  label: '意见事项',
  by: 'lead',
  byLabel: '主办单位',
  note: '随审议意见归年；办复是政府答了，落实是人大复核过了',
  period: null,
  where: [where('state', 'is-not', 'draft')],
  measures: [
    count('items', '事项', '已交办的事项'),
    rate(
      'answered',
      '办复率',
      '已自评完成、长期坚持、列入计划、跨年度、不予采纳或已复核 ÷ 已交办',
      [where('state', 'is', 'done', 'kept', 'planned', 'later', 'declined', 'checked', 'closed')],
      [],
      NOTHING_ASSIGNED,
    ),
    rate(
      'settled',
      '落实率',
      '复核通过或销号 ÷ 已交办',
      [where('state', 'is', 'checked', 'closed')],
      [],
      NOTHING_ASSIGNED,
    ),
    count('blocked', '受阻', '现在受阻的事项', where('state', 'is', 'blocked')),
    count('late', '逾期', '现在亮红灯的事项', where('light', 'is', 'red')),
  ],
};

const taskPlan: TablePlan = {
  key: 'task',
  register: 'review-task',
  label: '办理任务',
  by: 'lead',
  byLabel: '主办单位',
  note: '按任务期限归年',
  period: 'dueOn',
  where: [where('state', 'is-not', 'draft', 'cancelled')],
  measures: [
    count('tasks', '任务', '已分派、未取消的任务'),
    rate('verified', '完成率', '已核实 ÷ 已分派', [where('state', 'is', 'verified')], [], '没有已分派的'),
    count('applied', '待核实', '已申请销号、待政府办核实', where('state', 'is', 'applied')),
    count('returned', '退回', '单位申请退回', where('state', 'is', 'returned')),
    count('late', '逾期', '现在亮红灯的任务', where('light', 'is', 'red')),
  ],
};

const extensionPlan: TablePlan = {
  key: 'extension',
  register: 'review-extension',
  label: '延期',
  by: 'unit',
  byLabel: '申请单位',
  note: '按申请日期归年',
  period: 'on',
  where: [],
  measures: [
    count('asked', '申请', '书面申请延期的次数'),
    rate(
      'granted',
      '同意率',
      '已同意 ÷ 已决定',
      [where('state', 'is', 'granted')],
      [where('state', 'is', 'granted', 'refused')],
      '还没有决定的',
    ),
    count('open', '待批准', '还没有决定', where('state', 'is', 'asked')),
  ],
};

const votePlan: TablePlan = {
  key: 'vote',
  register: 'review-vote',
  label: '满意度测评',
  by: 'round',
  byLabel: '轮次',
  note: '按测评日期归年，只计已公布的',
  period: 'on',
  where: [where('state', 'is', 'announced')],
  measures: [
    count('votes', '测评', '已公布的测评次数'),
    rate(
      'content',
      '满意率',
      '满意或基本满意 ÷ 已公布的测评',
      [where('verdict', 'is', 'satisfied', 'basic')],
      [],
      '没有已公布的测评',
    ),
    count('satisfied', '满意', '结果为满意', where('verdict', 'is', 'satisfied')),
    count('basic', '基本满意', '结果为基本满意', where('verdict', 'is', 'basic')),
    count('unsatisfied', '不满意', '结果为不满意', where('verdict', 'is', 'unsatisfied')),
  ],
};

export const reviewPlans: readonly TablePlan[] = [opinionPlan, itemPlan, taskPlan, extensionPlan, votePlan];
