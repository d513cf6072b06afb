import { KeySheet, type Keys } from '../../shell/key-sheet.tsx';

const KEYS: Keys = [
  ['J　↓', '下一条'],
  ['K　↑', '上一条'],
  ['Enter', '采纳（发现：属实），到下一条没有核对的'],
  ['E', '改'],
  ['X', '不是数字（发现：不是问题）'],
  ['U', '撤销上一步'],
  ['1 – 6', '发现、数字、实体、承诺、意见、要素'],
  ['Ctrl Enter', '保存改动'],
  ['Esc', '不改了'],
  ['?', '这张表'],
];

/** The keys most used, always in sight; the rest is one click away. */
export function KeyHint({ onOpen }: { onOpen: () => void }) {
  return (
    <button type="button" className="key-hint" onClick={onOpen}>
      <kbd>J</kbd> <kbd>K</kbd> 上下　<kbd>Enter</kbd> 采纳　<kbd>E</kbd> 改　<kbd>X</kbd> 不是　<kbd>U</kbd> 撤销　
      <kbd>?</kbd> 全部
    </button>
  );
}

export function HelpOverlay({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <KeySheet isOpen={isOpen} onClose={onClose} keys={KEYS}>
      漏了的数字：在正文里选中，再点“标为数字”。
    </KeySheet>
  );
}
