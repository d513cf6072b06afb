import { useQuery } from '@tanstack/react-query';
import { peopleRoutes, type AuditEntry } from '@quantu/people';
import { Pagination, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { call } from '../shell/api.ts';
import { useDisplay } from '../shell/display.ts';
import { moment } from '../shell/moment.ts';
import { PageHead } from '../shell/page.tsx';
import { useSignedIn } from '../shell/session.ts';
import { Empty, FaultLine } from '../shell/states.tsx';

const PAGE_SIZE = 50;

const COLUMNS: TableColumnsType<AuditEntry> = [
  { title: '序号', dataIndex: 'number', className: 'num', align: 'right', width: '6em' },
  { title: '时间', key: 'at', className: 'num', align: 'right', width: '13em', render: (_, entry) => moment(entry.at) },
  { title: '操作人', dataIndex: 'actor', width: '9em' },
  { title: '内容', dataIndex: 'text' },
  {
    title: '摘要（SM3）',
    key: 'hash',
    width: '9em',
    render: (_, { hash }) => (
      <code title={hash} className="quiet">
        {hash.slice(0, 10)}…
      </code>
    ),
  },
];

/** Who did what, in one chain: each entry's digest covers the one before it. */
export function AuditPage() {
  const { can } = useSignedIn();
  const { isPhone } = useDisplay();
  const [page, setPage] = useState(1);
  const entries = useQuery({
    queryKey: ['audit', page],
    queryFn: ({ signal }) => call(peopleRoutes.listAudit, { query: { page, size: PAGE_SIZE }, signal }),
    enabled: can.administer,
    placeholderData: (before) => before,
  });
  if (!can.administer) return <Empty title="这一页只给管理员">您的角色不能查看操作记录。</Empty>;
  const rows = entries.data?.data ?? [];
  const pages = {
    current: page,
    pageSize: PAGE_SIZE,
    total: entries.data?.total ?? 0,
    onChange: setPage,
    showSizeChanger: false,
    hideOnSinglePage: true,
  };
  return (
    <div className="page">
      <PageHead title="操作记录" note={entries.data && `共 ${entries.data.total} 条，只增不改`} />
      <FaultLine error={entries.error} onRetry={() => void entries.refetch()} />
      {isPhone ? (
        <>
          <ol className="cards">
            {rows.map((entry) => (
              <AuditCard key={entry.number} entry={entry} />
            ))}
          </ol>
          <Pagination {...pages} />
        </>
      ) : (
        <Table
          className="sheet"
          rowKey="number"
          columns={COLUMNS}
          dataSource={rows}
          loading={entries.isPending}
          pagination={pages}
        />
      )}
    </div>
  );
}

function AuditCard({ entry }: { entry: AuditEntry }) {
  return (
    <li className="card">
      <div>{entry.text}</div>
      <div className="card-line quiet">
        {entry.actor} · {moment(entry.at)}
      </div>
    </li>
  );
}
