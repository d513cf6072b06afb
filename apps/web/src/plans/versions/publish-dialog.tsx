import { versionRoutes, type MapLayer } from '@quantu/plans';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { ReasonInput } from '../../shell/reason-input.tsx';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { useForgetPlans } from '../use-plans.ts';

interface Props {
  layer: Pick<MapLayer, 'id' | 'name'>;
  number: number;
}

/** A draft becomes the version in force; the reason stays in the record. */
export function PublishDialog({ layer, number }: Props) {
  const district = useDistrict();
  return (
    <ReasonDialog
      word="发布"
      isPrimary
      title={`发布 ${layer.name} 第 ${number} 版`}
      says="发布后成为现行版本，原现行版本留作历史，随时可以查看和比较。"
      done={`${layer.name} 第 ${number} 版已发布`}
      hasBasis
      send={(reason, basis) =>
        call(versionRoutes.publish, {
          params: { district, layer: layer.id, version: number },
          body: { reason, ...(basis === '' ? {} : { basis }) },
        })
      }
    />
  );
}

/** A draft is thrown away, or the version in force goes back to the one before. */
export function WithdrawDialog({ layer, number, isDraft }: Props & { isDraft: boolean }) {
  const district = useDistrict();
  return (
    <ReasonDialog
      word={isDraft ? '丢弃草稿' : '撤销发布'}
      isPrimary={false}
      title={`${isDraft ? '丢弃' : '撤销'} ${layer.name} 第 ${number} 版`}
      says={isDraft ? '草稿里的修改不再保留。' : '退回到上一版，这一版不再显示。'}
      done={`${layer.name} 第 ${number} 版已${isDraft ? '丢弃' : '撤销'}`}
      hasBasis={false}
      send={(reason) =>
        call(versionRoutes.withdraw, { params: { district, layer: layer.id, version: number }, body: { reason } })
      }
    />
  );
}

interface ReasonProps {
  word: string;
  isPrimary: boolean;
  title: string;
  says: string;
  done: string;
  hasBasis: boolean;
  send: (reason: string, basis: string) => Promise<unknown>;
}

/** Asks why something is done, and does it. */
export function ReasonDialog({ word, isPrimary, title, says, done, hasBasis, send }: ReasonProps) {
  const { message } = App.useApp();
  const forget = useForgetPlans();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [basis, setBasis] = useState('');
  const act = useMutation({
    mutationFn: () => send(reason.trim(), basis.trim()),
    onSuccess: async () => {
      setOpen(false);
      void message.success(done);
      await forget();
    },
  });
  return (
    <>
      <Button type={isPrimary ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {word}
      </Button>
      <Modal
        open={isOpen}
        title={title}
        okText={word}
        okButtonProps={{ disabled: reason.trim() === '', loading: act.isPending }}
        onOk={() => act.mutate()}
        onCancel={() => setOpen(false)}
      >
        <p className="quiet">{says}</p>
        <FaultLine error={act.error} />
        <ReasonInput value={reason} onChange={setReason} />
        {hasBasis && (
          <label className="stack">
            依据文件（可不填）
            <Input
              aria-label="依据文件"
              maxLength={300}
              value={basis}
              onChange={({ target }) => setBasis(target.value)}
            />
          </label>
        )}
      </Modal>
    </>
  );
}
