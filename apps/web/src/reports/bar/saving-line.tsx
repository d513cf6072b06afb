import { useSyncExternalStore } from 'react';
import type { Saver, Saving } from '../saving/saver.ts';

const WORDS: Readonly<Record<Exclude<Saving['kind'], 'refused'>, string>> = {
  saved: '已保存',
  typing: '有改动，稍后自动保存',
  sending: '正在保存…',
  lost: '连不上服务器，文字留在本机，连上后自动保存',
};

/** Whether what was typed is saved, in one line. */
export function SavingLine({ saver }: { saver: Saver }) {
  const saving = useSyncExternalStore(
    (watcher) => saver.watch(watcher),
    () => saver.saving,
  );
  const isBad = saving.kind === 'lost' || saving.kind === 'refused';
  return (
    <span className={isBad ? 'saving is-bad' : 'saving quiet'} role="status">
      {saving.kind === 'refused' ? `没有保存，文字留在本机：${saving.text}` : WORDS[saving.kind]}
    </span>
  );
}
