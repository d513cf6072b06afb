import type { RecordRow, RegisterDescription } from '@quantu/registers';
import type { Field } from '../model/fields.ts';
import { whyReadOnly } from '../model/read-only.ts';

/** Why a cell cannot be written, or null. */
export function whyLocked(register: RegisterDescription, record: RecordRow, field: Field): string | null {
  if (!field.isTyped || !field.mayWrite) return whyReadOnly(field);
  if (record.masked.includes(field.key)) return '您看到的是脱敏内容，不能修改';
  const state = register.states.find(({ key }) => key === record.state);
  if (state?.isFinal) return `状态是“${state.label}”，不再修改`;
  if (!record.can.write) return '这条记录您不能修改：不是您单位的，或者所处的状态不再修改';
  return record.can.fields.includes(field.key) ? null : '这条记录的这一项您不能填写';
}
