import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { registerRoutes } from '@quantu/product-registers';
import type { TransitionDescription } from '@quantu/registers';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../shell/api.ts';
import { recordAddress } from '../../shell/catalogue.ts';
import { FaultLine } from '../../shell/states.tsx';
import { titleOf } from '../table/value-view.tsx';
import { useForget, useRegister } from '../use-register.tsx';
import { TransitionDialog } from './transition-dialog.tsx';
import type { RecordAnswer } from './use-record.ts';

/** What the reader may do with this record now: its steps, change it, take it away. */
export function RecordActs({
  answer: { data: record, can },
  onRemoved,
}: {
  answer: RecordAnswer;
  onRemoved: () => void;
}) {
  const { register, district, asOf } = useRegister();
  const navigate = useNavigate();
  const [step, setStep] = useState<TransitionDescription | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const steps = register.transitions
    .filter(({ key }) => can.transitions.includes(key))
    // What has to be justified goes back or stops: it is never the first thing offered.
    .toSorted((a, b) => Number(a.needsReason) - Number(b.needsReason));
  if (asOf !== null || (!can.write && !can.remove && steps.length === 0)) return null;
  return (
    <div className="record-acts">
      {steps.map((one, i) => (
        <Button key={one.key} type={i === 0 && !one.needsReason ? 'primary' : 'default'} onClick={() => setStep(one)}>
          {one.label}
        </Button>
      ))}
      {can.write && (
        <Button
          icon={<EditOutlined />}
          onClick={() => void navigate(`${recordAddress(district, register.key, record.id)}/edit`)}
        >
          修改
        </Button>
      )}
      {can.remove && (
        <Button danger icon={<DeleteOutlined />} onClick={() => setRemoving(true)}>
          删除
        </Button>
      )}
      {step && <TransitionDialog record={record} step={step} onClose={() => setStep(null)} />}
      {isRemoving && (
        <RemoveDialog
          id={record.id}
          version={record.version}
          title={titleOf(register, record)}
          onClose={() => setRemoving(false)}
          onRemoved={onRemoved}
        />
      )}
    </div>
  );
}

interface RemoveProps {
  id: string;
  version: number;
  title: string;
  onClose: () => void;
  onRemoved: () => void;
}

function RemoveDialog({ id, version, title, onClose, onRemoved }: RemoveProps) {
  const { params } = useRegister();
  const { message } = App.useApp();
  const forget = useForget();
  const [reason, setReason] = useState('');
  const remove = useMutation({
    mutationFn: () =>
      call(registerRoutes.remove, {
        params: { ...params, record: id },
        query: { version, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) },
      }),
    onSuccess: async () => {
      message.success(`已删除“${title}”，历史里仍然查得到`);
      onRemoved();
      await forget();
    },
  });
  return (
    <Modal
      open
      title={`删除“${title}”`}
      okText="删除"
      okButtonProps={{ danger: true }}
      confirmLoading={remove.isPending}
      onOk={() => remove.mutate()}
      onCancel={onClose}
    >
      <p>记录从台账里去掉，不再计数；以前各天的数据和变更历史都保留。</p>
      <Input.TextArea
        aria-label="删除的理由"
        placeholder="理由（可不填）"
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <FaultLine error={remove.error} />
    </Modal>
  );
}
