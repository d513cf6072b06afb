import { reportRoutes, type ReportComment } from '@quantu/reports';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { moment } from '../../shell/moment.ts';
import { FaultLine } from '../../shell/states.tsx';
import { partKey, useDesk } from '../desk.ts';
import { idOf } from '../document.ts';
import type { PaperEditor } from '../editor/editor.ts';
import { placeIn, sectionAt, textOf } from '../editor/places.ts';
import { useWholeState } from '../paper/use-editor-state.ts';
import { useComments } from './use-comments.ts';

const QUOTED = 500;

/** What people say about places of the paper; settled ones stay below. */
export function CommentsTab() {
  const desk = useDesk();
  const comments = useComments();
  const all = comments.data?.data ?? [];
  const open = all.filter(({ settledAt }) => settledAt === null);
  const settled = all.filter(({ settledAt }) => settledAt !== null);
  return (
    <div className="desk-list">
      {desk.report.can.comment && desk.paper && desk.report.sectionsOf.length > 0 && (
        <NewComment editor={desk.paper.editor} />
      )}
      <FaultLine error={comments.error} onRetry={() => void comments.refetch()} />
      {comments.data && all.length === 0 && <p className="quiet pad">还没有批注。选中正文里的文字，再在这里写。</p>}
      <ul>
        {open.map((comment) => (
          <Comment key={comment.id} comment={comment} />
        ))}
      </ul>
      {settled.length > 0 && (
        <details>
          <summary>已处理 {settled.length} 条</summary>
          <ul>
            {settled.map((comment) => (
              <Comment key={comment.id} comment={comment} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function NewComment({ editor }: { editor: PaperEditor }) {
  const desk = useDesk();
  const { district, report } = desk;
  const client = useQueryClient();
  const [text, setText] = useState('');
  const { doc, selection } = useWholeState(editor);
  const { $from, from, to } = selection;
  const section = $from.depth > 0 ? idOf($from.node(1)) : report.sectionsOf[0]!.id;
  const quote = doc.textBetween(from, to, ' ').slice(0, QUOTED);
  const title = report.sectionsOf.find(({ id }) => id === section)?.title ?? '';
  const add = useMutation({
    mutationFn: () =>
      call(reportRoutes.addComment, {
        params: { district, report: report.id },
        body: { section, quote, text: text.trim() },
      }),
    onSuccess: async () => {
      setText('');
      await client.invalidateQueries({ queryKey: partKey(desk, 'comments') });
    },
  });
  const send = (): void => {
    if (text.trim() !== '') add.mutate();
  };
  return (
    <form
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="comment-about">{quote === '' ? <>针对章节：{title === '' ? '开头' : title}</> : <q>{quote}</q>}</p>
      <Input.TextArea
        aria-label="写批注"
        placeholder="写批注，Ctrl+Enter 发表"
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      />
      <FaultLine error={add.error} />
      <Button htmlType="submit" disabled={text.trim() === ''} loading={add.isPending}>
        批注
      </Button>
    </form>
  );
}

function Comment({ comment }: { comment: ReportComment }) {
  const desk = useDesk();
  const { district, report, paper, go } = desk;
  const client = useQueryClient();
  const { id, section, quote, text, by, at, settledBy, settledAt } = comment;
  const settle = useMutation({
    mutationFn: () => call(reportRoutes.settleComment, { params: { district, report: report.id, comment: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: partKey(desk, 'comments') }),
  });
  const title = report.sectionsOf.find((one) => one.id === section)?.title ?? '';
  const show = (): void => {
    const place = paper && quotedAt(paper.editor, section, quote);
    if (place) go(place.from, place.to);
    else document.getElementById(`section-${section}`)?.scrollIntoView({ block: 'start' });
  };
  return (
    <li className="desk-item">
      <button type="button" className="desk-go" onClick={show}>
        <span className="quiet">{quote === '' ? title === '' ? '开头' : title : <q>{quote}</q>}</span>
        <span className="comment-said">{text}</span>
      </button>
      <p className="quiet">
        {by} · {moment(at)}
        {settledAt === null && report.can.comment && (
          <Button size="small" type="link" loading={settle.isPending} onClick={() => settle.mutate()}>
            已处理
          </Button>
        )}
        {settledAt !== null && ` · ${settledBy ?? ''} ${moment(settledAt)} 已处理`}
      </p>
      <FaultLine error={settle.error} />
    </li>
  );
}

/** Where the words of a comment stand now; null where they were changed since. */
function quotedAt({ view }: PaperEditor, section: string, quote: string): { from: number; to: number } | null {
  const found = sectionAt(view.state.doc, section);
  if (!found || quote === '') return null;
  let place: { from: number; to: number } | null = null;
  found.node.descendants((node, offset) => {
    if (place || !node.isTextblock) return place === null;
    const at = textOf(node).indexOf(quote);
    const pos = found.pos + 1 + offset;
    if (at >= 0) {
      place = { from: placeIn(node, pos, at, 'start'), to: placeIn(node, pos, at + quote.length, 'end') };
    }
    return false;
  });
  return place;
}
