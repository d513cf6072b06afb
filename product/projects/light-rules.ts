import { decimal, type Decimal } from '@quantu/base';
import type { Light } from './lights.ts';
import { LIGHT_LABELS } from './lights.ts';
import { percentText, points, type Progress } from './progress.ts';

/** Where a colour begins: over it, or on it already. */
interface Border {
  readonly at: string;
  readonly isIncluded: boolean;
}

/**
 * A published way to give lights. `behind` compares percentage points behind the plan to date; `shortfall` the missing
 * share of the plan to date (1 − done ÷ expected), in per cent.
 */
export interface LightRuleSet {
  readonly key: string;
  readonly label: string;
  /** The notice it was published with. */
  readonly source: string;
  readonly measure: 'behind' | 'shortfall';
  readonly yellow: Border;
  readonly red: Border;
  readonly says: Readonly<Record<'green' | 'yellow' | 'red', string>>;
  /** A rule for projects that have not started: yellow in the month they should have, red after so many months. */
  readonly start?: { readonly redMonths: number; readonly says: string };
}

/** Versioned data: a district chooses one, the choice is recorded, and every light names it. */
export const LIGHT_RULES: readonly LightRuleSet[] = [
  {
    key: 'yinchuan-2025',
    label: '银川规则',
    source: '银川市 2025 年重点项目红黄绿灯管理（公开报道）；报道未说明落后不足 10 个百分点的情形，按绿灯处理',
    measure: 'behind',
    yellow: { at: '10', isIncluded: true },
    red: { at: '30', isIncluded: false },
    says: { green: '落后不足 10 个百分点', yellow: '落后 10–30 个百分点', red: '落后超过 30 个百分点' },
    start: { redMonths: 3, says: '当月应开工未开工为黄灯，连续三个月未开工为红灯' },
  },
  {
    key: 'sanya-2022',
    label: '三亚规则',
    source: '三亚市 2022 年重点项目亮灯通报（公开报道）',
    measure: 'shortfall',
    yellow: { at: '0', isIncluded: false },
    red: { at: '50', isIncluded: false },
    says: { green: '达到序时计划', yellow: '比序时计划少完成 50% 以内', red: '比序时计划少完成 50% 以上' },
  },
  {
    key: 'tianjin-2022',
    label: '天津规则',
    source: '天津市 2022 年专项债券项目进度通报（公开报道）',
    measure: 'shortfall',
    yellow: { at: '0', isIncluded: false },
    red: { at: '30', isIncluded: false },
    says: { green: '达到预期', yellow: '低于预期 30% 以内', red: '低于预期 30% 以上' },
  },
  {
    key: 'wuhan',
    label: '武汉规则',
    source: '武汉市重大项目进度预警（公开报道）；报道未说明绿灯，按达到时序 80% 处理',
    measure: 'shortfall',
    yellow: { at: '20', isIncluded: false },
    red: { at: '40', isIncluded: false },
    says: { green: '达到时序进度的 80%', yellow: '不足时序进度的 80%', red: '不足时序进度的 60%' },
  },
];

export const DEFAULT_RULE = 'yinchuan-2025';

export function ruleSetOf(key: string): LightRuleSet | undefined {
  return LIGHT_RULES.find((rule) => rule.key === key);
}

/** A light and, in words, why. */
export interface Judgement {
  readonly light: Light;
  readonly reason: string;
}

/** What cannot be judged is grey, never green. `because`: what is missing. */
export function cannotJudge(because: string): Judgement {
  return { light: 'grey', reason: `${because} → ${LIGHT_LABELS.grey}` };
}

/** 完成 31.0%，序时 50.0%，落后 19.0 个百分点 → 黄灯（银川规则：落后 10–30 个百分点） */
export function judge(rule: LightRuleSet, { rate, expected, leadPp }: Progress): Judgement {
  if (rate === null || leadPp === null) return cannotJudge('没有年度计划投资');
  const light = colour(rule, measured(rule, rate, expected, leadPp));
  const because = light === 'grey' ? '' : `：${rule.says[light]}`;
  return {
    light,
    reason: `完成 ${percentText(rate)}，序时 ${percentText(expected)}，${leadText(rule, rate, expected, leadPp)} → ${LIGHT_LABELS[light]}（${rule.label}${because}）`,
  };
}

/** A project that should have started and has not; null when the rule set says nothing of it, or it is not due. */
export function judgeStart(rule: LightRuleSet, plannedStart: string | null, month: string): Judgement | null {
  if (!rule.start || plannedStart === null || plannedStart.slice(0, 7) > month) return null;
  const months = monthsBetween(plannedStart.slice(0, 7), month) + 1;
  const light: Light = months >= rule.start.redMonths ? 'red' : 'yellow';
  return {
    light,
    reason: `计划 ${plannedStart} 开工，至今未开工（第 ${months} 个月） → ${LIGHT_LABELS[light]}（${rule.label}：${rule.start.says}）`,
  };
}

/** Of two judgements the graver; what cannot be judged does not hide a colour that can. */
export function graver(a: Judgement, b: Judgement | null): Judgement {
  const weight: Readonly<Record<Light, number>> = { green: 0, grey: 1, yellow: 2, red: 3 };
  return b !== null && weight[b.light] > weight[a.light] ? b : a;
}

function measured(rule: LightRuleSet, rate: Decimal, expected: Decimal, leadPp: Decimal): Decimal {
  if (rule.measure === 'behind') return leadPp.negated();
  // Nothing is planned yet: nothing can be short of it.
  return expected.isZero() ? decimal(0) : points(decimal(1).minus(rate.div(expected)));
}

function colour(rule: LightRuleSet, value: Decimal): Light {
  if (isBeyond(value, rule.red)) return 'red';
  return isBeyond(value, rule.yellow) ? 'yellow' : 'green';
}

function isBeyond(value: Decimal, { at, isIncluded }: Border): boolean {
  return isIncluded ? value.gte(at) : value.gt(at);
}

function leadText(rule: LightRuleSet, rate: Decimal, expected: Decimal, leadPp: Decimal): string {
  const inPoints = leadPp.isZero()
    ? '与序时持平'
    : `${leadPp.isNegative() ? '落后' : '超前'} ${leadPp.abs().toFixed(1)} 个百分点`;
  if (rule.measure === 'behind') return inPoints;
  const short = measured(rule, rate, expected, leadPp);
  return short.lte(0) ? inPoints : `比序时计划少完成 ${short.toFixed(1)}%`;
}

function monthsBetween(from: string, to: string): number {
  const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return index(to) - index(from);
}
