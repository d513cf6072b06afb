import { countsText, STATE_WORDS, type StateWords } from '../../imports/states.tsx';
import type { Import, ImportRow } from './use-import.ts';

export const IMPORT_WORDS: StateWords = { ...STATE_WORDS, mapping: '待对应', written: '已写入' };

export const KIND_WORDS: Readonly<Record<ImportRow['kind'], string>> = {
  new: '新增',
  changed: '修改',
  unchanged: '没有变化',
  rejected: '被拒',
};

export function rowsText(counts: Import['counts']): string {
  return countsText([
    [counts.new, KIND_WORDS.new],
    [counts.changed, KIND_WORDS.changed],
    [counts.unchanged, KIND_WORDS.unchanged],
    [counts.rejected, KIND_WORDS.rejected],
    [counts.skipped, '跳过'],
  ]);
}

/** What is wrong with one cell stands in it, and there only. */
export function isOfRow({ problem, cells }: ImportRow): boolean {
  return problem !== null && !Object.values(cells).some((cell) => cell.problem === problem);
}
