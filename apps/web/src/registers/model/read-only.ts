import type { Field } from './fields.ts';

/** Why a cell or a field of a form cannot be written: said on hover. */
export function whyReadOnly(field: Field): string {
  if (field.formula !== null) return `由系统计算：${field.formula}`;
  if (SYSTEM.includes(field.key)) return field.key === 'state' ? '状态用“推进”按钮改变' : '由系统记录';
  if (!field.isTyped) return '由系统填写';
  if (field.isMasked) return '您看到的是脱敏内容，不能修改';
  return '您不能填写这一项';
}

const SYSTEM: readonly string[] = [
  'state',
  'stateSince',
  'stateDue',
  'createdAt',
  'createdBy',
  'changedAt',
  'changedBy',
];
