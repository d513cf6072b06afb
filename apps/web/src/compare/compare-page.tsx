import { useQuery } from '@tanstack/react-query';
import { documentRoutes } from '@quantu/product-documents';
import { Select, Switch } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { PageHead } from '../shell/page.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, FaultLine, Loading } from '../shell/states.tsx';
import { useSearchState } from '../shell/use-search-state.ts';
import { CompareResult } from './compare-result.tsx';
import './compare.css';

/** Two reports side by side: the same indicator with different values. */
export function ComparePage() {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const [isOnlyDifferent, setOnlyDifferent] = useState(true);
  const a = search.get('a') ?? '';
  const b = search.get('b') ?? '';
  const documents = useQuery({
    queryKey: ['documents', district, 'names'],
    queryFn: ({ signal }) => call(documentRoutes.listDocuments, { params: { district }, query: { size: 200 }, signal }),
  });
  const isChosen = a !== '' && b !== '' && a !== b;
  const comparison = useQuery({
    queryKey: ['compare', district, a, b],
    queryFn: ({ signal }) => call(documentRoutes.compare, { params: { district }, query: { a, b }, signal }),
    enabled: isChosen,
  });
  if (documents.isPending) return <Loading />;
  if (!documents.data) return <Failed error={documents.error} onRetry={() => void documents.refetch()} />;
  const rows = documents.data.data;
  const options = rows.map(({ id, title, number }) => ({
    value: id,
    label: number === null ? title : `${number} ${title}`,
  }));
  if (rows.length < 2) {
    return (
      <div className="page">
        <PageHead title="比较" />
        <Empty title="两份报告才能比较" action={<Link to={`/d/${district}/documents`}>去上传报告</Link>}>
          同一个指标在两份报告里数值不同，会在这里并排列出，连同各自的原文位置。
        </Empty>
      </div>
    );
  }
  const choose = (key: 'a' | 'b', label: string, value: string, other: string) => (
    <div className="compare-choice">
      <span aria-hidden="true">{label}</span>
      <Select
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="选一份报告"
        value={value === '' ? null : value}
        options={options.filter((option) => option.value !== other)}
        onChange={(id: string) => show({ [key]: id })}
      />
    </div>
  );
  return (
    <div className="page">
      <PageHead title="比较" />
      <div className="compare-bar">
        {choose('a', '甲', a, b)}
        {choose('b', '乙', b, a)}
        {isChosen && (
          <label className="compare-switch">
            <Switch checked={isOnlyDifferent} onChange={setOnlyDifferent} /> 只看数值不同的
          </label>
        )}
      </div>
      <FaultLine error={comparison.error} onRetry={() => void comparison.refetch()} />
      {isChosen && comparison.isPending && <Loading label="正在比较" />}
      {comparison.data && isChosen && (
        <CompareResult district={district} answer={comparison.data.data} isOnlyDifferent={isOnlyDifferent} />
      )}
      {!isChosen && (
        <Empty title="选甲、乙两份报告">同一个指标在两份报告里数值不同，会在这里并排列出，连同各自的原文位置。</Empty>
      )}
    </div>
  );
}
