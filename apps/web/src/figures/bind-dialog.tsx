import { useQuery } from '@tanstack/react-query';
import type { BodyOf } from '@quantu/people';
import { indicatorRoutes, type IndicatorRow } from '@quantu/indicators';
import type { FigureRow } from '@quantu/product-documents';
import { Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '../shell/api.ts';
import { FaultLine } from '../shell/states.tsx';
import { PeriodSelect } from '../indicators/periods.tsx';
import { valueText } from '../indicators/words.ts';

interface Props {
  district: string;
  figure: FigureRow;
  error: Error | null;
  isBusy: boolean;
  onBind: (wish: BodyOf<typeof indicatorRoutes.bind>) => void;
  onClose: () => void;
}

const keyOf = ({ register, figure }: IndicatorRow): string => `${register}/${figure}`;

/** Every figure of every register, to choose from; with period and group where it has them. */
export function BindDialog({ district, figure, error, isBusy, onBind, onClose }: Props) {
  const [chosen, choose] = useState<string | null>(null);
  const [period, setPeriod] = useState('');
  const [group, setGroup] = useState<string | null>(null);
  const rows = useQuery({
    queryKey: ['indicators', district, {}],
    queryFn: ({ signal }) => call(indicatorRoutes.indicators, { params: { district }, query: {}, signal }),
  });
  const all = rows.data?.data ?? [];
  const row = all.find((one) => keyOf(one) === chosen);
  const registers = [...new Set(all.map(({ registerLabel }) => registerLabel))];
  return (
    <Modal
      open
      title={`“${figure.surface}”对应哪个指标`}
      okText="对应"
      cancelText="取消"
      okButtonProps={{ disabled: !row, loading: isBusy }}
      onCancel={onClose}
      onOk={() =>
        row &&
        onBind({
          register: row.register,
          figure: row.figure,
          ...(row.hasPeriod && period !== '' ? { period } : {}),
          ...(group === null ? {} : { scope: group }),
        })
      }
    >
      <div className="stack">
        <p className="context">
          {figure.before.slice(-30)}
          <b>{figure.surface}</b>
          {figure.after.slice(0, 20)}
        </p>
        <Select
          autoFocus
          showSearch={{ optionFilterProp: 'label' }}
          aria-label="指标"
          placeholder="按名称查找指标"
          value={chosen}
          onChange={(key: string) => {
            choose(key);
            setGroup(null);
          }}
          options={registers.map((label) => ({
            label,
            options: all
              .filter(({ registerLabel }) => registerLabel === label)
              .map((one) => ({ value: keyOf(one), label: `${one.label}（${valueText(one.current)}）` })),
          }))}
        />
        {row?.hasPeriod && <PeriodSelect value={period || null} onChange={setPeriod} />}
        {row && row.by.length > 0 && <GroupSelect district={district} row={row} value={group} onChange={setGroup} />}
        {row && <p className="quiet">{row.definition.words}</p>}
        <FaultLine error={error ?? rows.error} />
      </div>
    </Modal>
  );
}

interface GroupProps {
  district: string;
  row: IndicatorRow;
  value: string | null;
  onChange: (scope: string | null) => void;
}

/** One of the groups a figure is also given by, of its first field. */
function GroupSelect({ district, row: { register, figure, by }, value, onChange }: GroupProps) {
  const { field, label } = by[0]!;
  const groups = useQuery({
    queryKey: ['indicator-groups', { district, register, figure }, { by: field }],
    queryFn: ({ signal }) =>
      call(indicatorRoutes.groups, { params: { district, register, figure }, query: { by: field }, signal }),
  });
  const named = (groups.data?.data ?? []).flatMap((one) => (one.value === null ? [] : [{ ...one, value: one.value }]));
  return (
    <Select
      allowClear
      aria-label={label}
      placeholder={`全部${label}`}
      value={value}
      options={named.map((one) => ({
        value: `${field}:${one.value}`,
        label: `${one.label}（${valueText(one.current)}）`,
      }))}
      onChange={(scope: string | undefined) => onChange(scope ?? null)}
    />
  );
}
