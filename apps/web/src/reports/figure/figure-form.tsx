import { indicatorRoutes } from '@quantu/indicators';
import { reportRoutes, type Bound, type FigureRun } from '@quantu/reports';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { FaultLine } from '../../shell/states.tsx';
import { useDesk } from '../desk.ts';
import type { PaperEditor } from '../editor/editor.ts';
import { useCalm } from '../paper/use-calm.ts';
import { rewriteFigure } from './rewrite.ts';

interface Props {
  editor: PaperEditor;
  figure: FigureRun;
  onDone: () => void;
}

/** Period, group, unit and decimals of a figure, with what it would say before it is put in. */
export function FigureForm({ editor, figure, onDone }: Props) {
  const { district, report } = useDesk();
  const [bound, setBound] = useState(figure.bound);
  const calm = useCalm(bound);
  const look = useQuery({
    queryKey: ['report-look', district, report.id, report.asOf, calm],
    queryFn: async ({ signal }) => {
      const figures = [{ id: figure.id, text: figure.text, bound: calm }];
      const answer = await call(reportRoutes.looks, {
        params: { district, report: report.id },
        body: { figures },
        signal,
      });
      return answer.data[0] ?? null;
    },
  });
  const set = (part: Partial<Bound>): void => setBound((before) => ({ ...before, ...part }));
  const expected = look.data?.expected ?? null;
  return (
    <form
      className="figure-form"
      onSubmit={(event) => {
        event.preventDefault();
        rewriteFigure(editor, figure.id, { bound, ...(expected === null ? {} : { text: expected }) });
        onDone();
      }}
    >
      <label className="stack">
        期间（不填：不限）
        <Input
          size="small"
          placeholder="2026、2026-H1、2026-01..09"
          value={bound.period ?? ''}
          onChange={({ target }) => set({ period: target.value.trim() === '' ? null : target.value.trim() })}
        />
      </label>
      <label className="stack">
        范围
        <ScopeSelect bound={bound} onChange={(scope) => set({ scope })} />
      </label>
      <label className="stack">
        单位
        <Input
          size="small"
          maxLength={20}
          value={bound.unit}
          onChange={({ target }) => set({ unit: target.value.trim() })}
        />
      </label>
      <label className="stack">
        小数位数
        <InputNumber
          size="small"
          min={0}
          max={8}
          value={bound.decimals}
          onChange={(value) => set({ decimals: value ?? 0 })}
        />
      </label>
      <FaultLine error={look.error} onRetry={() => void look.refetch()} />
      {look.data && look.data.note !== null && <p className="quiet">{look.data.note}</p>}
      <Button type="primary" size="small" htmlType="submit" disabled={bound !== calm || look.isFetching}>
        {expected === null ? '照此绑定，文字不变' : `写成 ${expected}`}
      </Button>
    </form>
  );
}

/** The groups that the figure's register knows: by programme, by town. */
function ScopeSelect({ bound, onChange }: { bound: Bound; onChange: (scope: string | null) => void }) {
  const { district } = useDesk();
  const { register, figure, scope } = bound;
  const params = { district, register, figure };
  const indicator = useQuery({
    queryKey: ['indicator', params, {}],
    queryFn: ({ signal }) => call(indicatorRoutes.indicator, { params, query: {}, signal }),
    staleTime: 300_000,
  });
  const by = indicator.data?.data.by ?? [];
  const groups = useQueries({
    queries: by.map(({ field }) => ({
      queryKey: ['indicator-groups', params, { by: field }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(indicatorRoutes.groups, { params, query: { by: field }, signal }),
      staleTime: 300_000,
    })),
  });
  const options = by.map(({ field, label }, i) => ({
    label: `按${label}`,
    options: (groups[i]?.data?.data ?? []).flatMap(({ value, label }) =>
      value === null ? [] : [{ value: `${field}:${value}`, label }],
    ),
  }));
  const isKnown = scope === null || options.some(({ options }) => options.some(({ value }) => value === scope));
  return (
    <Select
      size="small"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="全部"
      aria-label="范围"
      loading={indicator.isPending || groups.some(({ isPending }) => isPending)}
      value={scope}
      options={isKnown ? options : [{ label: '现在的', options: [{ value: scope, label: scope }] }, ...options]}
      onChange={(next: string | null | undefined) => onChange(next ?? null)}
    />
  );
}
