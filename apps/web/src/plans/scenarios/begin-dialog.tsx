import { scenarioRoutes, type MapLayer } from '@quantu/plans';
import { useMutation } from '@tanstack/react-query';
import { App, Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine } from '../../shell/states.tsx';
import { useForgetPlans } from '../use-plans.ts';
import type { VersionRow } from '../versions/use-versions.ts';

interface Props {
  layer: MapLayer;
  versions: readonly VersionRow[];
}

/** A scenario begins with a name, what it is for, and a version to stand on. */
export function BeginDialog({ layer, versions }: Props) {
  const district = useDistrict();
  const { message } = App.useApp();
  const forget = useForgetPlans();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const [owner, setOwner] = useState('');
  const bases = versions.filter(({ state }) => state === 'published' || state === 'superseded');
  const [base, setBase] = useState(layer.version?.number ?? bases[0]?.number ?? 0);
  const begin = useMutation({
    mutationFn: () =>
      call(scenarioRoutes.begin, {
        params: { district, layer: layer.id },
        body: {
          name: name.trim(),
          base,
          ...(purpose.trim() === '' ? {} : { purpose: purpose.trim() }),
          ...(owner.trim() === '' ? {} : { owner: owner.trim() }),
        },
      }),
    onSuccess: async ({ data }) => {
      setOpen(false);
      setName('');
      setPurpose('');
      void message.success(`方案“${data.name}”已开始，点“编辑”在图上试改`);
      await forget();
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        新方案
      </Button>
      <Modal
        open={isOpen}
        title={`${layer.name}：新方案`}
        okText="开始"
        okButtonProps={{ disabled: name.trim() === '', loading: begin.isPending }}
        onOk={() => begin.mutate()}
        onCancel={() => setOpen(false)}
      >
        <FaultLine error={begin.error} />
        <label className="stack">
          方案名称
          <Input aria-label="方案名称" maxLength={80} value={name} onChange={({ target }) => setName(target.value)} />
        </label>
        <label className="stack">
          目的（可不填）
          <Input.TextArea
            aria-label="目的"
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={purpose}
            onChange={({ target }) => setPurpose(target.value)}
          />
        </label>
        <label className="stack">
          负责人（可不填）
          <Input aria-label="负责人" maxLength={60} value={owner} onChange={({ target }) => setOwner(target.value)} />
        </label>
        {bases.length > 0 && (
          <label className="stack">
            基于哪一版
            <Select
              aria-label="基于哪一版"
              value={base}
              options={bases.map(({ number, stateLabel }) => ({
                value: number,
                label: `第 ${number} 版（${stateLabel}）`,
              }))}
              onChange={setBase}
            />
          </label>
        )}
      </Modal>
    </>
  );
}
