import { nameOf, short, type Held } from './proposals.ts';
import type { FigureValue } from './values.ts';

const FIELD_LABELS: Readonly<Record<string, string>> = {
  kind: '类别',
  number: '发文字号',
  title: '标题',
  issuer: '发文机关',
  addressee: '主送机关',
  signer: '签发人',
  dated: '成文日期',
  printedOn: '印发日期',
  publicity: '公开方式',
  opinion: '所属意见',
  surface: '原文',
  value: '数值',
  value2: '数值上限',
  unit: '单位',
  approx: '约数',
  subject: '指标名称',
  subsetOf: '所属整体',
  comparison: '比较',
  period: '时期',
  start: '起点',
  end: '终点',
  type: '类别',
  name: '名称',
  status: '状态',
  aliases: '别名',
  verb: '动作',
  object: '事项',
  owner: '责任单位',
  due: '时限',
  measure: '衡量标准',
};

/** What a change did, as one sentence of the history. */
export function changeSentence(before: Held, after: Held): string {
  const name = nameOf(before);
  const why = after.reason ? `，理由：${short(after.reason, 100)}` : '';
  const what = differences(before.value, after.value);
  if (what) return `改正“${name}”：${what}${why}`;
  if (before.kind === 'finding') {
    const verb = { proposed: '重新打开', accepted: '确认', corrected: '确认', rejected: '忽略' }[after.state];
    return `${verb}发现“${name}”${why}`;
  }
  const verb = { proposed: '重新打开', accepted: '采纳', corrected: '采纳', rejected: '否定' }[after.state];
  return `${verb}“${name}”${why}`;
}

function differences(before: object, after: object): string {
  const old = new Map<string, unknown>(Object.entries(before));
  const parts: string[] = [];
  for (const [field, value] of Object.entries(after)) {
    const was = shown(old.get(field));
    const is = shown(value);
    if (was !== is) parts.push(`${FIELD_LABELS[field] ?? field}由 ${was} 改为 ${is}`);
  }
  return parts.join('，');
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '空';
  if (typeof value === 'string') return short(value, 60);
  if (Array.isArray(value)) return value.length === 0 ? '空' : short(value.map(shown).join('、'), 60);
  if (typeof value === 'object') return short(Object.values(value).map(shown).join(' '), 60);
  return JSON.stringify(value);
}

/** `33 个`, `100–150 公斤`. */
export function shownFigure({ value, value2, unit }: Pick<FigureValue, 'value' | 'value2' | 'unit'>): string {
  return `${value}${value2 === null ? '' : `–${value2}`} ${unit}`.trim();
}
