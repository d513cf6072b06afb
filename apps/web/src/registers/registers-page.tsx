import { registerRoutes } from '@quantu/product-registers';
import type { RegisterDescription } from '@quantu/registers';
import { useQueries } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { useAsOfQuery } from '../shell/as-of.ts';
import { registerAddress, sectionsOf, useCatalogue } from '../shell/catalogue.ts';
import { grouped } from '../shell/figure-text.ts';
import { PageHead } from '../shell/page.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import './registers.css';

/** 台账: what there is, by section, with what it holds and how much. */
export function RegistersPage() {
  const district = useDistrict();
  const catalogue = useCatalogue(district);
  const [text, setText] = useState('');
  const registers = catalogue.data?.data ?? [];
  const counts = useCounts(district, registers);
  if (catalogue.isPending) return <Loading />;
  if (!catalogue.data) return <Failed error={catalogue.error} onRetry={() => void catalogue.refetch()} />;
  const found = registers.filter(({ label, help, section }) => `${label}${help ?? ''}${section ?? ''}`.includes(text));
  return (
    <div className="page">
      <PageHead title="台账" note={`共 ${registers.length} 个`}>
        {registers.length > 6 && (
          <Input.Search
            allowClear
            className="search-box"
            aria-label="查找台账"
            placeholder="台账名称、内容"
            onChange={({ target }) => setText(target.value.trim())}
          />
        )}
      </PageHead>
      {registers.length === 0 && (
        <Empty title="没有您可以看的台账">台账按角色和单位开放。需要查看某个台账，请找政府办的管理员。</Empty>
      )}
      {registers.length > 0 && found.length === 0 && <p className="quiet">没有名称或内容含“{text}”的台账</p>}
      {sectionsOf(found).map(({ label, registers }) => (
        <section key={label} className="catalogue-section" aria-label={label}>
          <h2>{label}</h2>
          <ul className="catalogue">
            {registers.map((register) => (
              <Entry key={register.key} district={district} register={register} count={counts.get(register.key)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface EntryProps {
  district: string;
  register: RegisterDescription;
  count: number | undefined;
}

function Entry({ district, register, count }: EntryProps) {
  const { key, label, help, figures, states, geometry } = register;
  const has = [
    geometry !== null && '地图',
    states.length > 0 && '看板',
    figures.length > 0 && `${figures.length} 项统计`,
  ];
  return (
    <li>
      <Link className="card catalogue-entry" to={registerAddress(district, key)}>
        <span className="catalogue-head">
          <span className="card-title">{label}</span>
          <span className="num">{count === undefined ? '…' : `${grouped(String(count))} 条`}</span>
        </span>
        {help !== null && <span className="catalogue-help">{help}</span>}
        <span className="quiet">{['表格', ...has.filter((word) => word !== false)].join(' · ')}</span>
      </Link>
    </li>
  );
}

/** How many records the reader sees in each. */
function useCounts(district: string, registers: readonly RegisterDescription[]): ReadonlyMap<string, number> {
  const asOf = useAsOfQuery();
  const answers = useQueries({
    queries: registers.map(({ key, title }) => ({
      queryKey: ['register', district, key, 'count', asOf],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(registerRoutes.records, {
          params: { district, register: key },
          query: { ...asOf, size: 1, fields: title },
          signal,
        }),
    })),
  });
  const counts = new Map<string, number>();
  answers.forEach(({ data }, i) => {
    if (data) counts.set(registers[i]!.key, data.total);
  });
  return counts;
}
