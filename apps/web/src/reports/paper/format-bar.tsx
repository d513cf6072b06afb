import { redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import type { Command, EditorState } from 'prosemirror-state';
import { useDesk } from '../desk.ts';
import type { PaperEditor } from '../editor/editor.ts';
import { addPageBreak, setHeading, setParagraph, toggleBold } from '../editor/keys.ts';
import { digitsAt, sentenceAt } from '../editor/places.ts';
import { addColumn, addRow, addTable, removeColumn, removeRow, removeTable, tableAt } from '../editor/tables.ts';
import { useEditorState } from './use-editor-state.ts';

type At = { readonly from: number; readonly to: number };
interface Props {
  onBind: (at: At) => void;
  onCites: (at: At) => void;
  onHelp: () => void;
}

const KINDS: readonly (readonly [word: string, kind: string, command: Command, title: string])[] = [
  ['正文', 'paragraph', setParagraph, 'Ctrl Alt 0'],
  ['（一）', 'heading2', setHeading(2), '标题，Ctrl Alt 2'],
  ['1.', 'heading3', setHeading(3), '标题，Ctrl Alt 3'],
  ['（1）', 'heading4', setHeading(4), '标题，Ctrl Alt 4'],
];

function kindOf({ selection: { $from } }: EditorState): string {
  const { type, attrs } = $from.parent;
  return `${type.name}${type.name === 'heading' ? String(attrs['level']) : ''}`;
}

export function FormatBar({ onBind, onCites, onHelp }: Props) {
  const { paper } = useDesk();
  return paper && <Bar editor={paper.editor} onBind={onBind} onCites={onCites} onHelp={onHelp} />;
}

/** What is done to the text at the caret. The keys for it stand in the titles and in the help. */
function Bar({ editor, onBind, onCites, onHelp }: Props & { editor: PaperEditor }) {
  const kind = useEditorState(editor, kindOf);
  const isInTable = useEditorState(editor, (state) => tableAt(state) !== null);
  const isBold = useEditorState(editor, ({ selection, storedMarks }) =>
    (storedMarks ?? selection.$from.marks()).some(({ type }) => type.name === 'bold'),
  );
  const canUndo = useEditorState(editor, (state) => Number(undoDepth(state)) > 0);
  const canRedo = useEditorState(editor, (state) => Number(redoDepth(state)) > 0);
  const bind = (): void => {
    const { state } = editor.view;
    onBind(digitsAt(state) ?? { from: state.selection.from, to: state.selection.from });
  };
  const cite = (): void => {
    const { selection } = editor.view.state;
    if (!selection.$from.parent.isTextblock) return;
    onCites(selection.empty ? sentenceAt(selection.$from) : { from: selection.from, to: selection.to });
  };
  const button = (word: string, command: Command, title: string, isOff = false) => (
    <Tool key={word} word={word} title={title} isOff={isOff} onDo={() => editor.run(command)} />
  );
  return (
    <div className="format-bar" role="toolbar" aria-label="文字">
      <Tool word="↶" label="撤销" title="撤销，Ctrl Z" isOff={!canUndo} onDo={() => editor.run(undo)} />
      <Tool word="↷" label="重做" title="重做，Ctrl Y" isOff={!canRedo} onDo={() => editor.run(redo)} />
      <i aria-hidden="true" />
      {KINDS.map(([word, name, command, title]) => (
        <Tool key={word} word={word} title={title} isOn={kind === name} onDo={() => editor.run(command)} />
      ))}
      <Tool word="加粗" title="加粗，Ctrl B" isOn={isBold} onDo={() => editor.run(toggleBold)} />
      <i aria-hidden="true" />
      <Tool word="绑定指标" title="选中的数字，或光标所在的数字，Ctrl K；没有数字时查找指标插入" onDo={bind} />
      <Tool word="所报任务" title="注明这句话报告的是哪件任务" onDo={cite} />
      <i aria-hidden="true" />
      {isInTable ? (
        <>
          {button('加行', addRow, '在下面加一行')}
          {button('加列', addColumn, '在右边加一列')}
          {button('删行', removeRow, '删掉这一行')}
          {button('删列', removeColumn, '删掉这一列')}
          {button('删表', removeTable, '删掉整张表')}
        </>
      ) : (
        <>
          {button('表格', addTable, '插入表格')}
          {button('分页', addPageBreak, '从这里另起一页，Ctrl Enter')}
        </>
      )}
      <Tool word="?" label="键盘操作" title="键盘操作，Ctrl /" onDo={onHelp} />
    </div>
  );
}

interface ToolProps {
  word: string;
  label?: string;
  title: string;
  isOn?: boolean;
  isOff?: boolean;
  onDo: () => void;
}

function Tool({ word, label, title, isOn, isOff = false, onDo }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label ?? word}
      title={title}
      disabled={isOff}
      {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
      // The selection stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onDo}
    >
      {word}
    </button>
  );
}
