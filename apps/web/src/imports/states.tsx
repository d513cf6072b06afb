import type { SpatialImportState } from '@quantu/plans';
import { Light, type LightKind } from '../shell/light.tsx';

/** Where an import stands; sheets and spatial files go the same way. */
export type ImportState = SpatialImportState;
export type StateWords = Readonly<Record<ImportState, string>>;

/** What every import says alike; one says in its own words what it waits for and what it has written. */
export const STATE_WORDS = {
  reading: '正在识别',
  checking: '正在试运行',
  checked: '待写入',
  writing: '正在写入',
  undoing: '正在撤销',
  undone: '已撤销',
  failed: '没有完成',
  cancelled: '已取消',
} as const satisfies Partial<StateWords>;

const LIGHTS: Partial<Record<ImportState, LightKind>> = {
  written: 'good',
  failed: 'bad',
  mapping: 'watch',
  checked: 'watch',
};

export function StateLight({ state, words }: { state: ImportState; words: StateWords }) {
  return <Light kind={LIGHTS[state] ?? 'plain'} word={words[state]} />;
}

const RUNNING: readonly ImportState[] = ['reading', 'checking', 'writing', 'undoing'];
export const isRunning = ({ state }: { readonly state: ImportState }): boolean => RUNNING.includes(state);

/** At which of so many steps an import stands; the last one is where it stays. */
export function stepOf(state: ImportState, steps: number): number {
  if (state === 'reading') return 0;
  if (state === 'mapping') return 1;
  if (state === 'checking' || state === 'checked') return 2;
  return state === 'writing' ? 3 : steps - 1;
}

/** How a row compares with what is there, told without colour too. */
export const KIND_SIGNS = { new: '＋', changed: '△', unchanged: '＝', rejected: '■' } as const;

/** `新增 12 · 修改 3 · 被拒 2`, nothing said of what is none. */
export function countsText(counts: readonly (readonly [count: number, word: string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${word} ${count}`)
    .join(' · ');
}
