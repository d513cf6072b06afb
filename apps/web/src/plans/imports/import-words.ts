import type { ImportCounts, StagedRow } from '@quantu/plans';
import type { Static } from '@sinclair/typebox';
import { countsText, STATE_WORDS, type StateWords } from '../../imports/states.tsx';

export const IMPORT_WORDS: StateWords = { ...STATE_WORDS, mapping: '待核对', written: '已写成草稿' };

export type Row = Static<typeof StagedRow>;
export const KIND_WORDS: Readonly<Record<Row['kind'], string>> = {
  new: '新增',
  changed: '改变',
  unchanged: '没有变化',
  rejected: '被拒',
};

export const SHAPE_WORDS = { area: '面', line: '线', point: '点', mixed: '混合' } as const;

export function featuresText(counts: ImportCounts): string {
  return countsText([
    [counts.new, KIND_WORDS.new],
    [counts.changed, KIND_WORDS.changed],
    [counts.removed, '删去'],
    [counts.unchanged, KIND_WORDS.unchanged],
    [counts.rejected, KIND_WORDS.rejected],
  ]);
}
