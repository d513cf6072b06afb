import type { ReportView } from '@quantu/reports';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { moment } from '../../shell/moment.ts';
import type { Paper } from '../use-paper.ts';

/** Text that was typed on this computer and never reached the server: offered once, nothing is put in unasked. */
export function DraftsFound({ paper: { editor, saver, drafts }, report }: { paper: Paper; report: ReportView }) {
  const [found, setFound] = useState(() =>
    report.sectionsOf.flatMap(({ id, title, blocks, can }) => {
      const draft = can.write && !saver.isDirty(id) ? drafts.read(id) : null;
      const isSame = draft === null || JSON.stringify(draft.blocks) === JSON.stringify(blocks);
      if (isSame && draft) drafts.forget(id);
      return isSame ? [] : [{ id, title, draft }];
    }),
  );
  if (found.length === 0) return null;
  const restore = (): void => {
    for (const { id, draft } of found) editor.restore(id, draft.revision, draft.blocks);
    setFound([]);
  };
  const forget = (): void => {
    for (const { id } of found) drafts.forget(id);
    setFound([]);
  };
  const latest = found
    .map(({ draft }) => draft.at)
    .sort()
    .at(-1)!;
  const names = found.map(({ title }) => (title === '' ? '开头' : `“${title}”`)).join('、');
  return (
    <Alert
      type="warning"
      showIcon
      title={`本机有上次没有存上的文字（${moment(latest)}）：${names}`}
      action={
        <>
          <Button size="small" type="primary" onClick={restore}>
            恢复
          </Button>{' '}
          <Button size="small" onClick={forget}>
            不要了
          </Button>
        </>
      }
    />
  );
}
