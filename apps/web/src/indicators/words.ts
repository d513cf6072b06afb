import { decimal } from '@quantu/base';
import { published, type StepKind } from '@quantu/figures';
import type { IndicatorValue, WaterfallPart } from '@quantu/indicators';
import { grouped } from '../shell/figure-text.ts';
import type { LightKind } from '../shell/light.tsx';

type Row = WaterfallPart['steps'][number]['rows'][number];

/** A value as it is published, with its unit; a dash with the reason elsewhere when nobody can say. */
export function valueText({ shown, unit }: Pick<IndicatorValue, 'shown' | 'unit'>): string {
  return shown === null ? '无法判定' : `${grouped(shown)} ${unit}`;
}

/** A change in the figure's unit, with its sign: `+5 个`, `−2.5 亿元`. */
export function changeText(change: string, unit: string): string {
  const size = grouped(published(decimal(change).abs().toFixed(), unit, undefined));
  const sign = decimal(change).isZero() ? '' : change.startsWith('-') ? '−' : '+';
  return `${sign}${size} ${unit}`;
}

/** A value in the base unit as the figure's unit has it, nothing rounded. */
export function amountText(value: string | null, unit: string): string {
  return value === null ? '—' : `${grouped(published(value, unit, undefined))} ${unit}`;
}

export const STEP_WORDS: Readonly<Record<StepKind, string>> = {
  redefined: '口径调整',
  added: '新增',
  late: '迟报补正',
  removed: '移出',
  edited: '修改',
};

/** What each kind of step means, for who reads it the first time. */
export const STEP_MEANS: Readonly<Record<StepKind, string>> = {
  redefined: '数据没变，统计口径变了',
  added: '期间新登记，或新符合口径的记录',
  late: '所属日期在前一个日期之前，之后才登记或更正',
  removed: '删除、终止，或不再符合口径的记录',
  edited: '一直在统计之内，数额改了',
};

export const REASON_WORDS: Readonly<Record<Row['reason'], string>> = {
  new: '新登记',
  entered: '新符合口径',
  deleted: '已删除',
  left: '不再符合口径',
  amount: '数额修改',
  definition: '口径调整',
};

export const HOW_WORDS = { count: '计数', sum: '求和', distinct: '去重计数', share: '占比' } as const;

export const STEP_LIGHTS: Readonly<Record<StepKind, LightKind>> = {
  redefined: 'clash',
  added: 'good',
  late: 'watch',
  removed: 'bad',
  edited: 'plain',
};
