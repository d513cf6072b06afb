import { codeRoutes, type CodeSetRow } from '@quantu/product-registers';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { call } from '../../shell/api.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict, useMay } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { codesKey, heldVersion } from './codes.ts';
import { PutVersion } from './put-version.tsx';
import { Versions } from './versions.tsx';
import '../registers.css';

/** 编码表: what the fields are chosen from, which version holds since when, and the one that comes next. */
export function CodesPage() {
  const district = useDistrict();
  const may = useMay(district);
  const [search, show] = useSearchState();
  const [text, setText] = useState('');
  const asked = useQuery({
    queryKey: codesKey(district),
    queryFn: ({ signal }) => call(codeRoutes.codeSets, { params: { district }, signal }),
  });
  if (asked.isPending) return <Loading />;
  if (!asked.data) return <Failed error={asked.error} onRetry={() => void asked.refetch()} />;
  const sets = asked.data.data;
  const chosen = sets.find(({ key }) => key === search.get('set'));
  const canPut = may('codes.manage');
  if (chosen) {
    return (
      <div className="page">
        <PageHead title={chosen.label} note={chosen.isOpen ? usedWords(chosen) : '由程序按规则填写，不能改动'}>
          <Button onClick={() => show({ set: '', put: '' })}>全部编码表</Button>
          {canPut && chosen.isOpen && (
            <Button type="primary" onClick={() => show({ put: '1' })}>
              发布新版本
            </Button>
          )}
        </PageHead>
        <Versions district={district} set={chosen} canRemove={canPut} />
        {canPut && chosen.isOpen && search.get('put') === '1' && (
          <PutVersion district={district} set={chosen} onClose={() => show({ put: '' })} />
        )}
      </div>
    );
  }
  const found = sets.filter((set) => `${set.label}${usedWords(set)}`.includes(text));
  return (
    <div className="page">
      <PageHead title="编码表" note={`共 ${sets.length} 个`}>
        <Input.Search
          allowClear
          className="search-box"
          aria-label="查找编码表"
          placeholder="编码表、台账、字段"
          onChange={({ target }) => setText(target.value.trim())}
        />
      </PageHead>
      {found.length === 0 ? (
        <Empty title="没有找到">没有名称或用处含“{text}”的编码表。</Empty>
      ) : (
        <Table
          className="sheet"
          rowKey="key"
          columns={columnsFor((set) => show({ set }))}
          dataSource={found}
          pagination={false}
          scroll={{ x: 'max-content' }}
        />
      )}
    </div>
  );
}

const usedWords = ({ usedBy }: CodeSetRow): string =>
  usedBy.map(({ label, field }) => `${label}·${field}`).join('、') || '没有您可以查看的台账用到它';

const columnsFor = (open: (set: string) => void): TableColumnsType<CodeSetRow> => [
  {
    title: '编码表',
    key: 'label',
    render: (_, { key, label }) => (
      <Button type="link" className="in-text" onClick={() => open(key)}>
        {label}
      </Button>
    ),
  },
  { title: '用在', key: 'used', render: (_, set) => usedWords(set) },
  { title: '现行版本', key: 'version', render: (_, set) => heldVersion(set)?.version },
  {
    title: '代码',
    key: 'count',
    align: 'right',
    render: (_, set) => <span className="num">{heldVersion(set)?.codes.length ?? 0} 个</span>,
  },
  {
    title: '将生效',
    key: 'coming',
    render: (_, { versions }) =>
      versions
        .filter(({ standing }) => standing === 'coming')
        .map(({ version, from }) => `${version}（${from ?? ''} 起）`)
        .join('、'),
  },
];
