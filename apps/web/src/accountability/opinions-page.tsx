import { accountabilityRoutes, type OpinionRow } from '@quantu/accountability';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { useAsOfQuery } from '../shell/as-of.ts';
import { Cards } from '../shell/cards.tsx';
import { registerAddress, useCatalogue } from '../shell/catalogue.ts';
import { useDisplay } from '../shell/display.ts';
import { PageHead } from '../shell/page.tsx';
import { pagesBy } from '../shell/pages.tsx';
import { useDistrict } from '../shell/session.ts';
import { Empty, Failed, Loading } from '../shell/states.tsx';
import { UploadPaper } from './from-document/upload-paper.tsx';
import { ReviewLight } from './review-light.tsx';
import './accountability.css';

const ROWS = 50;

/** Every opinion the reader may see: how it stands, what comes next, by when; the most urgent first. */
export function OpinionsPage() {
  const district = useDistrict();
  const { isNarrow } = useDisplay();
  const query = useAsOfQuery();
  const opinions = useQuery({
    queryKey: ['opinions', district, query],
    queryFn: ({ signal }) => call(accountabilityRoutes.opinions, { params: { district }, query, signal }),
  });
  if (opinions.isPending) return <Loading />;
  if (!opinions.data) return <Failed error={opinions.error} onRetry={() => void opinions.refetch()} />;
  const rows = opinions.data.data;
  return (
    <div className="page">
      <PageHead title="审议意见" note="期限、进展和复核；最急的在前">
        <Link to={registerAddress(district, 'motion')}>代表建议和政协提案</Link>
        <Link to={registerAddress(district, 'review-deadline')}>办理期限规则</Link>
        <Link to={registerAddress(district, 'vote-rule')}>测评规则</Link>
        <NewOpinion district={district} />
      </PageHead>
      {rows.length === 0 ? (
        <Empty title="还没有审议意见" action={<NewOpinion district={district} />}>
          人大工作机构登记审议意见和其中的事项，交办以后政府办在这里分解、督办和报告。
        </Empty>
      ) : isNarrow ? (
        <Cards rows={rows} keyOf={({ id }) => id} renderCard={(row) => <OpinionCard district={district} row={row} />} />
      ) : (
        <Table
          size="small"
          rowKey="id"
          dataSource={rows}
          columns={columns(district)}
          pagination={pagesBy(ROWS)}
          scroll={{ x: 960 }}
        />
      )}
    </div>
  );
}

function NewOpinion({ district }: { district: string }) {
  const catalogue = useCatalogue(district);
  const mayMake = (key: string) => catalogue.data?.data.find((one) => one.key === key)?.can.create === true;
  const isCongress = mayMake('review-opinion');
  return (
    <>
      {(isCongress || mayMake('review-task')) && <UploadPaper district={district} />}
      {isCongress && (
        <Link to={`${registerAddress(district, 'review-opinion')}/new`}>
          <Button type="primary" icon={<PlusOutlined />}>
            登记审议意见
          </Button>
        </Link>
      )}
    </>
  );
}

const address = (district: string, { id }: OpinionRow) => `/d/${encodeURIComponent(district)}/opinions/${id}`;

function OpinionCard({ district, row }: { district: string; row: OpinionRow }) {
  return (
    <Link className="card" to={address(district, row)}>
      <strong className="card-title">{row.title}</strong>
      <div className="card-line">
        <span>{row.stateLabel}</span>
        <span>
          复核通过 {row.settledItems}/{row.items}
        </span>
      </div>
      <ReviewLight {...row} />
      <Next row={row} />
    </Link>
  );
}

function Next({ row: { next } }: { row: OpinionRow }) {
  if (next === null) return null;
  return (
    <div>
      {next.text}
      {next.on !== null && <div className="quiet">{next.on} 前</div>}
    </div>
  );
}

const columns = (district: string): TableColumnsType<OpinionRow> => [
  {
    title: '审议意见',
    key: 'title',
    render: (_, row) => (
      <>
        <Link to={address(district, row)}>{row.title}</Link>
        <div className="quiet">
          {row.code} · {row.committee}
        </div>
      </>
    ),
  },
  { title: '状态', dataIndex: 'stateLabel', key: 'state', width: 110 },
  { title: '办理期限', dataIndex: 'dueOn', key: 'dueOn', width: 110 },
  { title: '亮灯', key: 'light', render: (_, row) => <ReviewLight {...row} /> },
  { title: '下一步', key: 'next', render: (_, row) => <Next row={row} /> },
  {
    title: '复核通过',
    key: 'items',
    align: 'right',
    width: 90,
    render: (_, { settledItems, items }) => `${settledItems}/${items}`,
  },
  { title: '测评', dataIndex: 'verdict', key: 'verdict', width: 90 },
];
