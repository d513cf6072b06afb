import type { Condition, Op, RegisterDescription, Value } from '@quantu/registers';
import { canFilter, fieldOf, isChosen, isFilesKind, isGeometryKind, type Field } from './fields.ts';
import { showWithUnit } from './show.ts';

const OPS_OF_CHOICE: readonly Op[] = ['is', 'is-not', 'empty', 'not-empty'];
const OPS_OF_NUMBER: readonly Op[] = ['at-least', 'at-most', 'between', 'is', 'is-not', 'empty', 'not-empty'];
const OPS_OF_TIME: readonly Op[] = ['between', 'at-least', 'at-most', 'is', 'empty', 'not-empty'];
const OPS_OF_TEXT: readonly Op[] = ['contains', 'starts-with', 'is', 'is-not', 'empty', 'not-empty'];

const isTime = ({ kind }: Field): boolean => kind === 'day' || kind === 'month' || kind === 'instant';

/** How a field can be compared, the usual way first. */
export function opsOf(field: Field): readonly Op[] {
  if (isGeometryKind(field.kind) || isFilesKind(field.kind)) return ['not-empty', 'empty'];
  if (isChosen(field)) return OPS_OF_CHOICE;
  if (field.kind === 'yes-no') return ['is', 'empty', 'not-empty'];
  if (isTime(field)) return OPS_OF_TIME;
  return field.isNumeric ? OPS_OF_NUMBER : OPS_OF_TEXT;
}

/** How many values an operator takes: none, one, two, or any number of them. */
export function arityOf(op: Op, field: Field): 0 | 1 | 2 | 'many' {
  if (op === 'empty' || op === 'not-empty') return 0;
  if (op === 'between') return 2;
  return isChosen(field) ? 'many' : 1;
}

export function opWord(op: Op, field: Field): string {
  if (op === 'at-least') return isTime(field) ? '不早于' : '不低于';
  if (op === 'at-most') return isTime(field) ? '不晚于' : '不高于';
  const words: Record<Exclude<Op, 'at-least' | 'at-most'>, string> = {
    is: '是',
    'is-not': '不是',
    contains: '包含',
    'starts-with': '开头是',
    between: '在',
    empty: '没有填',
    'not-empty': '已经填了',
    within: '在图框内',
  };
  return words[op];
}

export type LabelOf = (field: string, value: string) => string | undefined;

/** One condition as it is read: 专项 是 交通通达、生态环境. */
export function conditionText(register: RegisterDescription, condition: Condition, labelOf: LabelOf): string {
  const field = fieldOf(register, condition.field);
  if (!field) return `（没有字段 ${condition.field}）`;
  const word = opWord(condition.op, field);
  const values = condition.values.map((value) => valueText(field, value, labelOf));
  if (condition.op === 'between') return `${field.label} ${word} ${values[0] ?? '…'} 至 ${values[1] ?? '…'}`;
  return values.length === 0 ? `${field.label} ${word}` : `${field.label} ${word} ${values.join('、')}`;
}

function valueText(field: Field, value: string, labelOf: LabelOf): string {
  return showWithUnit(field, valueOfText(field, value), labelOf(field.key, value));
}

function valueOfText(field: Field, text: string): Value {
  return field.kind === 'yes-no' ? text === 'true' : text;
}

/** The whole filter as one sentence: 专项 是 交通通达，灯 是 红. */
export function filterSentence(
  register: RegisterDescription,
  conditions: readonly Condition[],
  text: string,
  labelOf: LabelOf,
): string {
  const parts = conditions.map((condition) => conditionText(register, condition, labelOf));
  if (text !== '') parts.push(`搜索“${text}”`);
  return parts.join('，');
}

/** A condition can be sent: its field is there and it has as many values as its operator takes. */
export function isComplete(register: RegisterDescription, condition: Condition): boolean {
  const field = fieldOf(register, condition.field);
  if (!field || !canFilter(field)) return false;
  const arity = arityOf(condition.op, field);
  if (arity === 0) return true;
  if (arity === 'many') return condition.values.length > 0;
  return condition.values.length === arity && condition.values.every((value) => value !== '');
}

/** The filter of one group: its rows are what stays when the group's value is asked for. */
export function withGroup(conditions: readonly Condition[], by: string, value: string | null): readonly Condition[] {
  const own: Condition =
    value === null ? { field: by, op: 'empty', values: [] } : { field: by, op: 'is', values: [value] };
  return [...conditions.filter((one) => !(one.field === by && (one.op === 'is' || one.op === 'empty'))), own];
}
