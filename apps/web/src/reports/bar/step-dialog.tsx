import { useMutation } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useState } from 'react';
import { ReasonInput } from '../../shell/reason-input.tsx';
import { FaultLine } from '../../shell/states.tsx';
import { useDesk, useRefresh } from '../desk.ts';

interface Props {
  title: string;
  word: string;
  needsReason: boolean;
  /** What the person should know before: it does not keep them from it. */
  notes: readonly string[];
  take: (reason: string) => Promise<void>;
  onClose: () => void;
}

/** A step of the report or of a section: said once more, with its reason where one is needed. */
export function StepDialog({ title, word, needsReason, notes, take, onClose }: Props) {
  const { district, report } = useDesk();
  const refresh = useRefresh(district, report.id);
  const [reason, setReason] = useState('');
  const step = useMutation({
    mutationFn: () => take(reason.trim()),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  return (
    <Modal
      open
      title={title}
      okText={word}
      okButtonProps={{ disabled: needsReason && reason.trim() === '' }}
      confirmLoading={step.isPending}
      onOk={() => step.mutate()}
      onCancel={onClose}
    >
      {notes.map((note) => (
        <p key={note} className="step-note">
          ▲ {note}
        </p>
      ))}
      <ReasonInput label={needsReason ? '理由' : '说明（可以不填）'} value={reason} onChange={setReason} />
      <FaultLine error={step.error} />
    </Modal>
  );
}
