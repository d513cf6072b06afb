import type { Import, ImportRow } from './use-import.ts';

export const STATE_WORDS: Readonly<Record<Import['state'], string>> = {
  reading: '正在识别',
  mapping: '待对应',
  checking: '正在试运行',
  checked: '待写入',
  writing: '正在写入',
  written: '已写入',
  undoing: '正在撤销',
  undone: '已撤销',
  failed: '没有完成',
  cancelled: '已取消',
};

/** At which of the four steps an import stands. */
export function stepOf(state: Import['state']): 0 | 1 | 2 | 3 {
  if (state === 'reading') return 0;
  if (state === 'mapping') return 1;
  return state === 'checking' || state === 'checked' ? 2 : 3;
}

export const KIND_WORDS: Readonly<Record<ImportRow['kind'], string>> = {
  new: '新增',
  changed: '修改',
  unchanged: '没有变化',
  rejected: '被拒',
};

/** Told without colour too. */
export const KIND_SIGNS: Readonly<Record<ImportRow['kind'], string>> = {
  new: '＋',
  changed: '△',
  unchanged: '＝',
  rejected: '■',
};

/** `新增 12 · 修改 3 · 没有变化 85 · 被拒 2 · 跳过 4`, nothing said of what is none. */
export function countsText(counts: Import['counts']): string {
  const words = [
    [counts.new, '新增'],
    [counts.changed, '修改'],
    [counts.unchanged, '没有变化'],
    [counts.rejected, '被拒'],
    [counts.skipped, '跳过'],
  ] as const;
  return words
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${word} ${count}`)
    .join(' · ');
}
