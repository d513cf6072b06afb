import type { HistoryEntry, Register } from '@quantu/registers';

const MOST_CHANGES = 3;
const LONGEST = 40;

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
const quoted = (text: string): string => (text === '' ? '空' : `“${short(text)}”`);

/** What a version of a record changed, as one sentence of what its reader may see: 阶段由“洽谈”改为“签约”. */
export function changeSentence(register: Register, entry: HistoryEntry): string {
  const { stateBefore, stateAfter, changes, reason } = entry;
  const because = reason ? `（${short(reason)}）` : '';
  if (stateAfter === null && stateBefore !== null) return `删除${because}`;
  if (entry.version === 1) return `新增${because}`;
  const stateLabel = (state: string | null): string => register.states?.states[state ?? '']?.label ?? '';
  const parts =
    stateBefore !== null && stateBefore !== stateAfter
      ? [`状态由${quoted(stateLabel(stateBefore))}改为${quoted(stateLabel(stateAfter))}`]
      : [];
  for (const { field, beforeLabel, afterLabel } of changes) {
    parts.push(`${register.fields[field]?.label ?? field}由${quoted(beforeLabel)}改为${quoted(afterLabel)}`);
  }
  if (parts.length === 0) return `修改${because}`;
  const more = parts.length > MOST_CHANGES ? `等 ${parts.length} 项` : '';
  return `${parts.slice(0, MOST_CHANGES).join('，')}${more}${because}`;
}
