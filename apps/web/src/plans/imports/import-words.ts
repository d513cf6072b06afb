import type { SpatialImport, SpatialImportState, StagedRow } from '@quantu/plans';
import type { Static } from '@sinclair/typebox';
import type { LightKind } from '../../shell/light.tsx';

export const STATE_WORDS: Readonly<Record<SpatialImportState, string>> = {
  reading: '正在识别',
  mapping: '待核对',
  checking: '正在试运行',
  checked: '待写入',
  writing: '正在写入',
  written: '已写成草稿',
  undoing: '正在撤销',
  undone: '已撤销',
  failed: '没有完成',
  cancelled: '已取消',
};

export const STATE_LIGHTS: Partial<Record<SpatialImportState, LightKind>> = {
  written: 'good',
  failed: 'bad',
  mapping: 'watch',
  checked: 'watch',
};

const RUNNING: readonly SpatialImportState[] = ['reading', 'checking', 'writing', 'undoing'];
export const isRunning = ({ state }: Pick<SpatialImport, 'state'>): boolean => RUNNING.includes(state);

export const STEPS = ['识别', '核对', '试运行', '写成草稿', '发布'];

/** At which of the steps an import stands. */
export function stepOf(state: SpatialImportState): number {
  if (state === 'reading') return 0;
  if (state === 'mapping') return 1;
  if (state === 'checking' || state === 'checked') return 2;
  return state === 'writing' ? 3 : 4;
}

export type Row = Static<typeof StagedRow>;
export const KIND_WORDS: Readonly<Record<Row['kind'], string>> = {
  new: '新增',
  changed: '改变',
  unchanged: '没有变化',
  rejected: '被拒',
};
export const KIND_SIGNS: Readonly<Record<Row['kind'], string>> = {
  new: '＋',
  changed: '△',
  unchanged: '＝',
  rejected: '■',
};

export const SHAPE_WORDS = { area: '面', line: '线', point: '点', mixed: '混合' } as const;

/** `新增 12 · 改变 3 · 删去 1 · 被拒 2`, nothing said of what is none. */
export function countsText(counts: {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly rejected: number;
}): string {
  const words = [
    [counts.new, '新增'],
    [counts.changed, '改变'],
    [counts.removed, '删去'],
    [counts.unchanged, '没有变化'],
    [counts.rejected, '被拒'],
  ] as const;
  return words
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${word} ${count}`)
    .join(' · ');
}
