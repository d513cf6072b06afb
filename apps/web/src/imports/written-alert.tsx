import { Alert, Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import type { ImportState } from './states.tsx';
import type { Act } from './use-import-run.ts';
import './imports.css';

interface Props {
  one: { readonly state: ImportState; readonly note: string };
  written: string;
  undone: string;
  children: ReactNode;
}

/** What was written, or that it was all taken back; what can be done with it stands beside. */
export function WrittenAlert({ one, written, undone, children }: Props) {
  const isUndone = one.state === 'undone';
  return (
    <Alert
      type={isUndone ? 'info' : 'success'}
      showIcon
      className="fault-line import-written"
      title={isUndone ? undone : written}
      description={one.note === '' ? undefined : one.note}
      action={<span className="save-acts">{children}</span>}
    />
  );
}

interface UndoProps {
  one: { readonly can: { readonly undo: boolean } };
  act: Act;
  ask: string;
  warning?: string;
}

/** The one button that takes a whole import back. */
export function UndoButton({ one, act, ask, warning }: UndoProps) {
  if (!one.can.undo) return null;
  return (
    <Popconfirm title={ask} description={warning} okText="撤销" onConfirm={() => act.mutate('undo')}>
      <Button loading={act.isPending}>整体撤销</Button>
    </Popconfirm>
  );
}
