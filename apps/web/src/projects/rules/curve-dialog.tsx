import { projectRoutes, type Rules } from '@quantu/projects';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { ReasonInput } from '../../shell/reason-input.tsx';
import { FaultLine } from '../../shell/states.tsx';
import { percentText, readPoints } from './curve-points.ts';

export type CurveSubject = Pick<Rules['curves'][number], 'scope' | 'key' | 'label' | 'year' | 'points'> & {
  /** It is stored already, and can be taken away. */
  id?: string;
};

interface Props {
  district: string;
  subject: CurveSubject;
  onClose: () => void;
}

/** Twelve month ends in per cent, and why. */
export function CurveDialog({ district, subject, onClose }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const [texts, setTexts] = useState(() => subject.points.map(percentText));
  const [reason, setReason] = useState('');
  const read = readPoints(texts);
  const save = useMutation({
    mutationFn: (points: string[] | null) => {
      const { scope, key, year } = subject;
      return call(projectRoutes.setCurve, {
        params: { district },
        body: { scope, key, year, points, reason: reason.trim() },
      });
    },
    onSuccess: async ({ changed }) => {
      await client.invalidateQueries({ queryKey: ['projects', district] });
      void message.success(changed === 0 ? '已设定，没有灯变色' : `已设定，${changed} 盏灯变了颜色`);
      onClose();
    },
  });
  const isReasoned = reason.trim() !== '';
  return (
    <Modal
      open
      title={`${subject.label}，${subject.year} 年进度曲线`}
      onCancel={onClose}
      footer={
        <>
          {subject.id !== undefined && (
            <Button disabled={!isReasoned} loading={save.isPending} onClick={() => save.mutate(null)}>
              恢复按月均匀
            </Button>
          )}
          <Button
            type="primary"
            disabled={!isReasoned || read.problem !== null}
            loading={save.isPending}
            onClick={() => read.problem === null && save.mutate(read.points)}
          >
            设定
          </Button>
        </>
      }
    >
      <p className="quiet">每月末应累计完成年度计划的百分之几</p>
      <div className="curve-points">
        {texts.map((text, i) => (
          // Months do not move: their place is what they are.
          <label key={`month-${String(i + 1)}`}>
            {i + 1}月
            <Input
              value={text}
              inputMode="decimal"
              suffix="%"
              onChange={({ target }) => setTexts(texts.map((old, j) => (j === i ? target.value : old)))}
            />
          </label>
        ))}
      </div>
      {read.problem !== null && (
        <p className="light-bad" role="status">
          {read.problem}
        </p>
      )}
      <ReasonInput label="理由（进入选用记录）" value={reason} onChange={setReason} />
      <FaultLine error={save.error} />
    </Modal>
  );
}
