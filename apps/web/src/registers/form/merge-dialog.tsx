import type { RecordView } from '@quantu/registers';
import { Modal } from 'antd';
import { useState } from 'react';
import { moment } from '../../shell/moment.ts';
import { FaultLine } from '../../shell/states.tsx';
import { differences, merged, type Side, type Values } from '../model/merge.ts';
import { MergeTable } from './merge-table.tsx';

interface Props {
  base: Values;
  baseLabels: Readonly<Record<string, string>>;
  mine: Values;
  mineLabels: Readonly<Record<string, string>>;
  current: RecordView;
  isSaving: boolean;
  error: unknown;
  onSave: (values: Values) => void;
  onCancel: () => void;
}

/** Somebody saved the same record meanwhile: what they changed beside what I changed, and a choice where both did. */
export function MergeDialog({ base, baseLabels, mine, mineLabels, current, isSaving, error, onSave, onCancel }: Props) {
  const [choice, setChoice] = useState<Readonly<Record<string, Side>>>({});
  const found = differences(base, mine, current.values);
  const conflicts = found.filter(({ isConflict }) => isConflict);
  const isDecided = conflicts.every(({ field }) => choice[field] !== undefined);
  return (
    <Modal
      open
      width={860}
      title="这条记录刚刚被别人改过"
      okText="合并后保存"
      cancelText="继续编辑"
      okButtonProps={{ disabled: !isDecided }}
      confirmLoading={isSaving}
      onOk={() => onSave(merged(found, choice))}
      onCancel={onCancel}
    >
      <p>
        {current.changedBy} 于 {moment(current.changedAt)} 保存了第 {current.version} 版。
        {conflicts.length === 0
          ? '你们改的不是同一项，可以直接合并。'
          : `有 ${conflicts.length} 项两边都改了，请逐项选定。`}
      </p>
      <MergeTable
        found={found}
        labels={{ base: baseLabels, mine: mineLabels, theirs: current.labels }}
        choice={choice}
        onChoose={(field, side) => setChoice((all) => ({ ...all, [field]: side }))}
      />
      <FaultLine error={error} />
    </Modal>
  );
}
