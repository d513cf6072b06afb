import { accountabilityRoutes } from '@quantu/accountability';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';
import { useDesk } from '../desk.ts';
import type { PaperEditor } from '../editor/editor.ts';
import { schema } from '../editor/schema.ts';
import type { BoxProps } from './source-box.tsx';

const type = schema.marks.cites;

/** Which items and tasks of the opinion a sentence reports; the opinion's page shows it beside them. */
export function CitesBox({ editor, from, to, onClose }: BoxProps) {
  const { district, report } = useDesk();
  const opinion = report.opinion?.id ?? '';
  const [ids, setIds] = useState<readonly string[]>(() => citedAt(editor, from, to));
  const answer = useQuery({
    queryKey: ['opinions', district, opinion, {}],
    queryFn: ({ signal }) => call(accountabilityRoutes.opinion, { params: { district, opinion }, query: {}, signal }),
    enabled: opinion !== '',
  });
  if (opinion === '') return <p className="quiet">这份报告没有对应的审议意见，没有任务可以注明。</p>;
  const mark = (): void => {
    editor.run((state, dispatch) => {
      const tr = state.tr.removeMark(from, to, type);
      dispatch?.(ids.length === 0 ? tr : tr.addMark(from, to, type.create({ ids })));
      return true;
    });
    onClose();
  };
  const items = answer.data?.data.itemsOf ?? [];
  return (
    <div className="box-form">
      <FaultLine error={answer.error} onRetry={() => void answer.refetch()} />
      <Checkbox.Group className="cites-choice" value={[...ids]} onChange={(next: string[]) => setIds(next)}>
        {items.map((item) => (
          <div key={item.id}>
            <Checkbox value={item.id}>
              <b>
                {item.number} {item.matter}
              </b>
            </Checkbox>
            {item.tasks.map((task) => (
              <Checkbox key={task.id} value={task.id} className="cites-task">
                {task.measure} <span className="quiet">{task.lead}</span>
              </Checkbox>
            ))}
          </div>
        ))}
      </Checkbox.Group>
      {answer.data && items.length === 0 && <p className="quiet">这件审议意见还没有登记事项。</p>}
      <div className="box-acts">
        <Button type="primary" size="small" onClick={mark}>
          注明
        </Button>
        <Button size="small" onClick={onClose}>
          取消
        </Button>
      </div>
    </div>
  );
}

function citedAt({ view }: PaperEditor, from: number, to: number): readonly string[] {
  const ids = new Set<string>();
  view.state.doc.nodesBetween(from, to, ({ marks }) => {
    for (const id of (type.isInSet(marks)?.attrs['ids'] as readonly string[] | undefined) ?? []) ids.add(id);
  });
  return [...ids];
}
