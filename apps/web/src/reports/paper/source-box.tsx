import { Button, Input } from 'antd';
import { useState } from 'react';
import type { PaperEditor } from '../editor/editor.ts';
import { schema } from '../editor/schema.ts';

export interface BoxProps {
  editor: PaperEditor;
  from: number;
  to: number;
  onClose: () => void;
}

const type = schema.marks.source;

/** Where digits come from that no register holds. */
export function SourceBox({ editor, from, to, onClose }: BoxProps) {
  const [text, setText] = useState(() => sourceAt(editor, from, to));
  const mark = (next: string): void => {
    editor.run((state, dispatch) => {
      const tr = state.tr.removeMark(from, to, type);
      dispatch?.(next === '' ? tr : tr.addMark(from, to, type.create({ text: next })));
      return true;
    });
    onClose();
  };
  return (
    <form
      className="box-form"
      onSubmit={(event) => {
        event.preventDefault();
        mark(text.trim());
      }}
    >
      <label className="stack">
        数字的出处
        <Input
          data-first
          maxLength={200}
          placeholder="例如：《城市绿地分类标准》、区统计局月报"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div className="box-acts">
        <Button type="primary" size="small" htmlType="submit" disabled={text.trim() === ''}>
          标注
        </Button>
        <Button size="small" onClick={() => mark('')}>
          不要出处
        </Button>
      </div>
    </form>
  );
}

function sourceAt({ view }: PaperEditor, from: number, to: number): string {
  let text = '';
  view.state.doc.nodesBetween(from, to, ({ marks }) => {
    text ||= String(type.isInSet(marks)?.attrs['text'] ?? '');
  });
  return text;
}
