import { PlusOutlined } from '@ant-design/icons';
import { reportRoutes, type ReportRow } from '@quantu/reports';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { Cards } from '../shell/cards.tsx';
import { useDisplay } from '../shell/display.ts';
import { moment } from '../shell/moment.ts';
import { PageHead } from '../shell/page.tsx';
import { pagesBy } from '../shell/pages.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { reportAddress } from './addresses.ts';
import { NewReport } from './new-report.tsx';
import './reports.css';
import { isSigned } from './standing.ts';

const ROWS = 50;

/** Every report that is written or was signed here, the last changed first. */
export function ReportsPage() {
  const district = useDistrict();
  const { isNarrow } = useDisplay();
  const [isNew, setNew] = useState(false);
  const reports = useQuery({
    queryKey: ['reports', district],
    queryFn: ({ signal }) => call(reportRoutes.reports, { params: { district }, signal }),
    staleTime: 0,
  });
  if (reports.isPending) return <Loading />;
  if (!reports.data) return <Failed error={reports.error} onRetry={() => void reports.refetch()} />;
  const { data: rows, can } = reports.data;
  const create = can.create && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
      起草报告
    </Button>
  );
  return (
    <div className="page">
      <PageHead title="起草报告" note={`共 ${rows.length} 份`}>
        {rows.length > 0 && create}
      </PageHead>
      {rows.length === 0 ? (
        <Empty title="还没有起草中的报告" action={create}>
          {can.create
            ? '从一件审议意见起草，或者空白起草。各单位同时写自己的章节，数字直接绑定台账指标，台账一变这里就提示。'
            : '政府办起草以后，分给本单位的章节在这里写。'}
        </Empty>
      ) : isNarrow ? (
        <Cards rows={rows} keyOf={({ id }) => id} renderCard={(row) => <ReportCard district={district} row={row} />} />
      ) : (
        <Table
          className="sheet"
          rowKey="id"
          dataSource={rows}
          columns={columns(district)}
          pagination={pagesBy(ROWS)}
          scroll={{ x: 900 }}
        />
      )}
      {isNew && <NewReport district={district} reports={rows} onClose={() => setNew(false)} />}
    </div>
  );
}

const handedIn = ({ state, submitted, approved, sections }: ReportRow): string =>
  isSigned({ state }) ? '' : `交稿 ${submitted}/${sections}，审定 ${approved}/${sections}`;

function ReportCard({ district, row }: { district: string; row: ReportRow }) {
  return (
    <Link className="card" to={reportAddress(district, row.id)}>
      <strong className="card-title">{row.title}</strong>
      <div className="card-line">
        <span>{row.stateLabel}</span>
        <span>{handedIn(row)}</span>
      </div>
      <div className="quiet">
        {moment(row.changedAt)} {row.changedBy}
      </div>
    </Link>
  );
}

const columns = (district: string): TableColumnsType<ReportRow> => [
  {
    title: '标题',
    key: 'title',
    render: (_, row) => (
      <>
        <Link to={reportAddress(district, row.id)}>{row.title}</Link>
        {row.number !== '' && <div className="quiet">{row.number}</div>}
      </>
    ),
  },
  {
    title: '所答复的审议意见',
    key: 'opinion',
    render: (_, { opinion }) =>
      opinion && <Link to={`/d/${encodeURIComponent(district)}/opinions/${opinion.id}`}>{opinion.label}</Link>,
  },
  { title: '状态', dataIndex: 'stateLabel', key: 'state' },
  { title: '章节', key: 'sections', render: (_, row) => handedIn(row) },
  { title: '数据截至', key: 'asOf', render: (_, { asOf }) => asOf ?? <span className="quiet">随台账</span> },
  {
    title: '最近改动',
    key: 'changed',
    render: (_, { changedAt, changedBy }) => (
      <>
        {moment(changedAt)} <span className="quiet">{changedBy}</span>
      </>
    ),
  },
];
