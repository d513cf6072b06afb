import { useQuery } from '@tanstack/react-query';
import { indicatorRoutes, type Indicator } from '@quantu/indicators';
import { Segmented, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { grouped } from '../shell/figure-text.ts';
import { FaultLine } from '../shell/states.tsx';
import { indicatorAddress, rowsAddress } from './addresses.ts';
import type { Narrowing } from './indicator-page.tsx';

interface Props {
  params: { district: string; register: string; figure: string };
  query: Narrowing;
  data: Indicator;
}

/** The figure by programme, town, organisation …: each group opens its own figure and its own rows. */
export function Groups({ params, query: { asOf, period }, data }: Props) {
  const [chosen, choose] = useState<string | null>(null);
  const by = data.by.find(({ field }) => field === chosen)?.field ?? data.by[0]!.field;
  const query = { by, ...(asOf ? { asOf } : {}), ...(period ? { period } : {}) };
  const groups = useQuery({
    queryKey: ['indicator-groups', params, query],
    queryFn: ({ signal }) => call(indicatorRoutes.groups, { params, query, signal }),
    placeholderData: (before) => before,
  });
  return (
    <section className="panel indicator-section">
      <div className="page-head">
        <h2>分组</h2>
        {data.by.length > 1 && (
          <Segmented
            value={by}
            options={data.by.map(({ field, label }) => ({ value: field, label: `按${label}` }))}
            onChange={choose}
          />
        )}
      </div>
      <FaultLine error={groups.error} onRetry={() => void groups.refetch()} />
      <Table
        className="sheet"
        rowKey={({ value }) => value ?? ''}
        loading={groups.isPending}
        pagination={false}
        dataSource={groups.data?.data ?? []}
        columns={[
          {
            title: data.by.find(({ field }) => field === by)?.label,
            key: 'label',
            render: (_, { value, label }) =>
              value === null ? (
                label
              ) : (
                <Link
                  to={indicatorAddress(params.district, params.register, params.figure, {
                    scope: `${by}:${value}`,
                    period: period ?? null,
                  })}
                >
                  {label}
                </Link>
              ),
          },
          {
            title: data.unit,
            key: 'value',
            align: 'right',
            className: 'num',
            render: (_, { current }) => (
              <span title={current.note ?? undefined}>
                {current.shown === null ? '无法判定' : grouped(current.shown)}
              </span>
            ),
          },
          {
            title: '依据',
            key: 'rows',
            align: 'right',
            className: 'num',
            render: (_, { value, current: { parts } }) => {
              const [part] = parts;
              const filter = groupFilter(part!.filter, by, value);
              return <Link to={rowsAddress(params.district, params.register, filter)}>{part!.rows} 行</Link>;
            },
          },
        ]}
      />
    </section>
  );
}

/** The figure's filter and the group's own condition. */
export function groupFilter(filter: string, by: string, value: string | null): string {
  const parts: unknown = filter === '' ? [] : JSON.parse(filter);
  const own = value === null ? [by, 'empty'] : [by, 'is', value];
  return JSON.stringify([...(Array.isArray(parts) ? parts : []), own]);
}
