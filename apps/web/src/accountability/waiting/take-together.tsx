import { accountabilityRoutes, MOST_STEPS, type Waiting } from '@quantu/accountability';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';

type Ready = Waiting & { readonly step: NonNullable<Waiting['step']> };

const isReady = (one: Waiting): one is Ready => one.step !== null;

function grouped(waiting: readonly Ready[]): readonly (readonly Ready[])[] {
  const groups = new Map<string, Ready[]>();
  for (const one of waiting) {
    const key = `${one.register} ${one.step.key}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Of each step that asks for nothing, where several wait for it: all of them in one act. */
export function TakeTogether({ district, waiting }: { district: string; waiting: readonly Waiting[] }) {
  const several = grouped(waiting.filter(isReady)).filter((group) => group.length > 1);
  if (several.length === 0) return null;
  return (
    <p className="take-together no-print">
      {several.map((group) => (
        <TakeSteps key={`${group[0]!.register} ${group[0]!.step.key}`} district={district} ready={group} />
      ))}
    </p>
  );
}

/** A button for one thing or several; before anything is done, what it will be done to is listed. */
export function TakeSteps({ district, ready }: { district: string; ready: readonly Ready[] }) {
  const [isOpen, setOpen] = useState(false);
  const { step, kind } = ready[0]!;
  return (
    <>
      <Button size={ready.length === 1 ? 'small' : 'middle'} onClick={() => setOpen(true)}>
        {ready.length === 1 ? step.label : `一并${step.label} ${ready.length} 件${kind}`}
      </Button>
      {isOpen && <StepsDialog district={district} ready={ready} onClose={() => setOpen(false)} />}
    </>
  );
}

interface Props {
  district: string;
  ready: readonly Ready[];
  onClose: () => void;
}

function StepsDialog({ district, ready, onClose }: Props) {
  const { message } = App.useApp();
  const client = useQueryClient();
  // What was listed when it was opened is what is done, whatever comes in meanwhile.
  const [listed] = useState(() => ready.slice(0, MOST_STEPS));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { register, step, kind } = listed[0]!;
  const chosen = listed.filter(({ record }) => !left.has(record));
  const take = useMutation({
    mutationFn: () =>
      call(accountabilityRoutes.takeSteps, {
        params: { district },
        body: { register, step: step.key, records: chosen.map(({ record: id, version }) => ({ id, version })) },
      }),
    onSuccess: async ({ taken }) => {
      message.success(`已${step.label} ${taken} 件`);
      onClose();
      await client.invalidateQueries();
    },
  });
  const turn = (record: string): void =>
    setLeft((all) => new Set(all.has(record) ? [...all].filter((one) => one !== record) : [...all, record]));
  return (
    <Modal
      open
      title={`${step.label}：${chosen.length} 件${kind}`}
      okText={step.label}
      okButtonProps={{ disabled: chosen.length === 0 }}
      confirmLoading={take.isPending}
      onOk={() => take.mutate()}
      onCancel={onClose}
    >
      <ul className="take-list">
        {listed.map(({ record, title, of, unit, on }) => (
          <li key={record}>
            <Checkbox checked={!left.has(record)} onChange={() => turn(record)} disabled={listed.length === 1}>
              {title}{' '}
              <span className="quiet">{[of, unit, on === null ? '' : `${on} 前`].filter(Boolean).join(' · ')}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {ready.length > listed.length && <p className="quiet">一次最多 {MOST_STEPS} 件，其余办完再来。</p>}
      <FaultLine error={take.error} />
    </Modal>
  );
}
