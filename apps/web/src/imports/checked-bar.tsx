import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import type { Act } from './use-import-run.ts';

interface Props {
  one: { readonly note: string; readonly can: { readonly write: boolean } };
  act: Act;
  /** What would happen, in numbers, and what is to be said of it. */
  said: string;
  remark?: ReactNode;
  /** Asked before anything is written. */
  ask: string;
  warning: string;
  okText: string;
  word: ReactNode;
  /** What else can be done instead. */
  children: ReactNode;
}

/** After the dry run: what would happen, and the button that makes it happen. */
export function CheckedBar({ one, act, said, remark, ask, warning, okText, word, children }: Props) {
  return (
    <div className="import-acts">
      <span>
        {said}
        {one.note !== '' && <span className="quiet">　{one.note}</span>}
        {remark}
      </span>
      <span className="save-acts">
        {children}
        <Popconfirm
          title={ask}
          description={warning}
          okText={okText}
          disabled={!one.can.write}
          onConfirm={() => act.mutate('write')}
        >
          <Button type="primary" disabled={!one.can.write} loading={act.isPending}>
            {word}
          </Button>
        </Popconfirm>
      </span>
    </div>
  );
}
