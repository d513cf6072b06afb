import { scenarioRoutes, type MapLayer, type Scenario, type ScenarioConflict } from '@quantu/plans';
import { useMutation, useQuery } from '@tanstack/react-query';
import { App, Button, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { ReasonInput } from '../../shell/reason-input.tsx';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { plansKey, useForgetPlans } from '../use-plans.ts';

type Side = 'scenario' | 'layer';

/** A scenario goes into the draft; what was changed on both sides meanwhile is decided one by one. */
export function AdoptDialog({ layer, scenario }: { layer: MapLayer; scenario: Scenario }) {
  const district = useDistrict();
  const { message, modal } = App.useApp();
  const forget = useForgetPlans();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [take, setTake] = useState<Readonly<Record<string, Side>>>({});
  const params = { district, layer: layer.id, number: scenario.number };
  const adoption = useQuery({
    queryKey: [...plansKey(district), 'adoption', layer.id, scenario.number],
    queryFn: ({ signal }) => call(scenarioRoutes.adoption, { params, signal }),
    enabled: isOpen,
    staleTime: 0,
  });
  const adopt = useMutation({
    mutationFn: () => call(scenarioRoutes.adopt, { params, body: { reason: reason.trim(), take } }),
    onSuccess: async ({ data }) => {
      setOpen(false);
      void message.success(`方案“${scenario.name}”已采纳进第 ${data.number} 版草稿，发布后成为现行版本`);
      if (data.findings.length > 0) modal.info({ title: '已采纳，请留意', content: data.findings.join('；') });
      await forget();
    },
  });
  const found = adoption.data?.data;
  const open = found?.conflicts.filter(({ key }) => take[key] === undefined) ?? [];
  const count = scenario.added + scenario.changed + scenario.removed;
  return (
    <>
      <Button type="primary" disabled={count === 0} onClick={() => setOpen(true)}>
        采纳
      </Button>
      <Modal
        open={isOpen}
        title={`采纳方案“${scenario.name}”`}
        okText="采纳进草稿"
        okButtonProps={{ disabled: !found || open.length > 0 || reason.trim() === '', loading: adopt.isPending }}
        onOk={() => adopt.mutate()}
        onCancel={() => setOpen(false)}
      >
        {adoption.isPending && <Loading label="正在核对" />}
        <FaultLine error={adoption.error ?? adopt.error} />
        {found && (
          <p className="quiet">
            {count} 处修改{found.isDraft ? `并入第 ${found.top} 版草稿` : '成为新的草稿'}，现行版本不变。
          </p>
        )}
        {found && found.conflicts.length > 0 && (
          <>
            <p className="watch-word">
              ▲ 方案开始以后，有 {found.conflicts.length} 个要素在别处也改过，请选定以谁为准：
            </p>
            <p className="map-acts">
              <Button size="small" onClick={() => setTake(allTo('scenario', found.conflicts))}>
                都以方案为准
              </Button>
              <Button size="small" onClick={() => setTake(allTo('layer', found.conflicts))}>
                都以现状为准
              </Button>
            </p>
            <ul className="conflict-choices" aria-label="两边都改过的要素">
              {found.conflicts.map((one) => (
                <li key={one.key}>
                  <b>{one.name ?? one.key}</b>
                  <Segmented<Side>
                    size="small"
                    aria-label={`${one.name ?? one.key}以谁为准`}
                    options={[
                      { value: 'scenario', label: `方案（${DID[one.scenario]}）` },
                      { value: 'layer', label: `现状（${DID[one.layer]}）` },
                    ]}
                    // Nobody has decided yet: neither is pressed.
                    {...(take[one.key] === undefined ? { value: '' as Side } : { value: take[one.key]! })}
                    onChange={(side) => setTake({ ...take, [one.key]: side })}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
        <ReasonInput value={reason} onChange={setReason} />
      </Modal>
    </>
  );
}

const DID: Readonly<Record<ScenarioConflict['layer'], string>> = { added: '新增', changed: '改了', removed: '删了' };

const allTo = (side: Side, conflicts: readonly ScenarioConflict[]): Readonly<Record<string, Side>> =>
  Object.fromEntries(conflicts.map(({ key }) => [key, side]));
