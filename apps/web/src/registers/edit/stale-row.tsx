import type { RecordView } from '@quantu/registers';
import { Button } from 'antd';
import { useState } from 'react';
import { moment } from '../../shell/moment.ts';
import { MergeTable } from '../form/merge-table.tsx';
import type { RowEdit } from '../model/edits.ts';
import { differences, merged, type Side, type Values } from '../model/merge.ts';
import { titleOf } from '../table/value-view.tsx';
import { useRegister } from '../use-register.tsx';

interface Props {
  record: RecordView;
  edit: RowEdit;
  isSaving: boolean;
  onSave: (values: Values) => void;
  onGiveUp: () => void;
}

/** A row that somebody else saved meanwhile: what is mine beside what is there now. */
export function StaleRow({ record, edit, isSaving, onSave, onGiveUp }: Props) {
  const { register } = useRegister();
  const [choice, setChoice] = useState<Readonly<Record<string, Side>>>({});
  // Only the cells changed here are compared: the rest of the row was not touched.
  const theirs = Object.fromEntries(Object.keys(edit.values).map((key) => [key, record.values[key] ?? null]));
  const found = differences(edit.base, edit.values, theirs);
  const isDecided = found.every(({ field, isConflict }) => !isConflict || choice[field] !== undefined);
  return (
    <section className="stale-row">
      <h3>
        {titleOf(register, record)}{' '}
        <span className="quiet">
          {record.changedBy} 于 {moment(record.changedAt)} 改过
        </span>
      </h3>
      <MergeTable
        found={found}
        labels={{ base: {}, mine: edit.labels, theirs: record.labels }}
        choice={choice}
        onChoose={(field, side) => setChoice((all) => ({ ...all, [field]: side }))}
      />
      <Button
        size="small"
        type="primary"
        disabled={!isDecided}
        loading={isSaving}
        onClick={() => {
          const values = merged(found, choice);
          if (Object.keys(values).length === 0) onGiveUp();
          else onSave(values);
        }}
      >
        合并后保存
      </Button>{' '}
      <Button size="small" onClick={onGiveUp}>
        放弃我的
      </Button>
    </section>
  );
}
