import { KeySheet, type Keys } from '../shell/key-sheet.tsx';

const KEYS: Keys = [
  ['Ctrl K', '绑定指标：选中的数字，或光标所在的数字'],
  ['/', '在正文里查找指标，插入一个数字（再按一次 / 就是斜线）'],
  ['Enter', '停在数字上时，看它的来历'],
  ['Ctrl Alt 1', '在后面增加一个章节（一、）'],
  ['Ctrl Alt 2 – 4', '标题：（一）、1.、（1）'],
  ['Ctrl Alt 0', '正文'],
  ['Ctrl B', '加粗'],
  ['Ctrl Enter', '分页'],
  ['Tab　Shift Tab', '表格里到下一格、上一格'],
  ['Ctrl Alt M', '加批注'],
  ['Ctrl Z　Ctrl Y', '撤销、重做'],
  ['Ctrl S', '立即保存（平时自动保存）'],
  ['Esc', '关掉弹出的小窗，回到正文'],
  ['Ctrl /', '这张表'],
];

export function HelpOverlay({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <KeySheet isOpen={isOpen} onClose={onClose} keys={KEYS}>
      从 Word、WPS 粘贴时只留文字、标题和表格，版式由程序统一排。标题的编号自动生成，不用打。
    </KeySheet>
  );
}
