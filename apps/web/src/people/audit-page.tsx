import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DownloadOutlined } from '@ant-design/icons';
import { addressOf, peopleRoutes, type AuditEntry } from '@quantu/people';
import { Button, type TableColumnsType } from 'antd';
import { call } from '../shell/api.ts';
import { CardsOrTable } from '../shell/cards.tsx';
import { useDisplay } from '../shell/display.ts';
import { moment } from '../shell/moment.ts';
import { PageHead } from '../shell/page.tsx';
import { useSignedIn } from '../shell/session.ts';
import { Empty, FaultLine } from '../shell/states.tsx';
import { pageOf, useSearchState } from '../shell/use-search-state.ts';
import { AuditFilters } from './audit-filters.tsx';
import { districtWord } from './grant-words.ts';
import { OnlyFor } from './only-for.tsx';
import './people.css';

const PAGE_SIZE = 50;

/** Who did what, in one chain: each entry's digest covers the one before it. */
export function AuditPage() {
  return (
    <OnlyFor needs="audit.read">
      <Audit />
    </OnlyFor>
  );
}

const FILTERS = ['district', 'actor', 'action', 'from', 'until', 'text'] as const;

function Audit() {
  const { districts } = useSignedIn();
  const { isPhone } = useDisplay();
  const [search, show] = useSearchState();
  const page = pageOf(search);
  const filter = Object.fromEntries(
    FILTERS.flatMap((key) => (search.get(key) ? [[key, search.get(key) ?? ''] as const] : [])),
  );
  const entries = useQuery({
    queryKey: ['audit', filter, page],
    queryFn: ({ signal }) => call(peopleRoutes.listAudit, { query: { ...filter, page, size: PAGE_SIZE }, signal }),
    placeholderData: keepPreviousData,
  });
  const file = (format: 'xlsx' | 'csv'): string =>
    addressOf(peopleRoutes.exportAudit, { params: { format }, query: filter });
  return (
    <div className="page">
      <PageHead title="操作记录" note={entries.data && `共 ${entries.data.total} 条，只增不改`}>
        <Button icon={<DownloadOutlined />} href={file('xlsx')} download>
          下载 Excel 表
        </Button>
        <Button href={file('csv')} download>
          csv
        </Button>
      </PageHead>
      <AuditFilters search={search} show={show} />
      <FaultLine error={entries.error} onRetry={() => void entries.refetch()} />
      {entries.data?.total === 0 ? (
        <Empty
          title="没有符合条件的记录"
          action={<Button onClick={() => show(Object.fromEntries(FILTERS.map((key) => [key, ''])))}>看全部</Button>}
        >
          换一段时间，或者去掉几个条件。
        </Empty>
      ) : (
        <CardsOrTable
          isCards={isPhone}
          size="small"
          rows={entries.data?.data ?? []}
          keyOf={({ district, number }) => `${district ?? ''} ${number}`}
          columns={columns((code) => (code === null ? '全系统' : districtWord(code, districts)))}
          renderCard={(entry) => <AuditCard entry={entry} />}
          loading={entries.isPending}
          pages={{ page, size: PAGE_SIZE, total: entries.data?.total ?? 0, onPage: (to) => show({ page: String(to) }) }}
        />
      )}
    </div>
  );
}

function columns(districtOf: (code: string | null) => string): TableColumnsType<AuditEntry> {
  return [
    { title: '序号', dataIndex: 'number', className: 'num', align: 'right', width: '6em' },
    {
      title: '时间',
      key: 'at',
      className: 'num',
      align: 'right',
      width: '13em',
      render: (_, entry) => moment(entry.at),
    },
    { title: '操作人', dataIndex: 'actor', width: '9em' },
    { title: '操作', dataIndex: 'label', width: '10em' },
    { title: '内容', dataIndex: 'text' },
    { title: '区划', key: 'district', width: '8em', render: (_, { district }) => districtOf(district) },
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
}

function AuditCard({ entry }: { entry: AuditEntry }) {
  return (
    <div className="card">
      <div>{entry.text}</div>
      <div className="card-line quiet">
        {entry.actor} · {moment(entry.at)}
      </div>
    </div>
  );
}
