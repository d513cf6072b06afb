import type { ReportStatus } from '@quantu/projects';
import { Table, type TableColumnsType } from 'antd';
import { Cards } from '../../shell/cards.tsx';
import { useDisplay } from '../../shell/display.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Empty, Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { useSearchState } from '../../shell/use-search-state.ts';
import { MonthSelect } from '../month-select.tsx';
import { monthWord } from '../words.ts';
import { DueLight } from './sheet-status.tsx';
import { SheetReview } from './sheet-review.tsx';
import { useReporting } from './use-sheet.ts';
import '../projects.css';
import './monthly.css';

/** 月报审定: who has handed in, who is late, and each sheet against last month. */
export function ApprovalPage() {
  const district = useDistrict();
  const [search, show] = useSearchState();
  const { isNarrow } = useDisplay();
  const reporting = useReporting(district, search.get('month'));
  if (reporting.isPending) return <Loading />;
  if (!reporting.data) return <Failed error={reporting.error} onRetry={() => void reporting.refetch()} />;
  const { data, month, months } = reporting.data;
  const chosen = data.find(({ organisation }) => organisation === search.get('organisation'));
  const waiting = data.filter(({ submitted }) => submitted > 0).length;
  const late = data.filter(({ isLate, open }) => isLate && open > 0).length;
  const choose = (organisation: string): void => show({ organisation });
  return (
    <div className="page page-wide">
      <PageHead title="月报审定" note={data.length > 0 && `${data.length} 个单位，${waiting} 个待审定，${late} 个迟报`}>
        <MonthSelect month={month} months={months} onChange={(value) => show({ month: value })} />
      </PageHead>
      <FaultLine error={reporting.error} onRetry={() => void reporting.refetch()} />
      {data.length === 0 ? (
        <Empty title={`${monthWord(month)}没有月报`}>有在建项目的单位到月初自动出现在这里。</Empty>
      ) : (
        <div className="approval">
          {isNarrow ? (
            chosen === undefined && <StatusCards data={data} onChoose={choose} />
          ) : (
            <Table
              className="sheet"
              size="small"
              rowKey="organisation"
              columns={columns(choose)}
              dataSource={data}
              pagination={false}
              rowClassName={({ organisation }) => (organisation === chosen?.organisation ? 'row-chosen' : '')}
            />
          )}
          {chosen ? (
            <SheetReview
              key={`${month} ${chosen.organisation}`}
              district={district}
              month={month}
              status={chosen}
              onBack={isNarrow ? () => choose('') : undefined}
            />
          ) : (
            !isNarrow && <Empty title="选一个单位">它这个月报的每一行和上月并排显示，不同的数加粗。</Empty>
          )}
        </div>
      )}
    </div>
  );
}

function StatusCards({ data, onChoose }: { data: readonly ReportStatus[]; onChoose: (organisation: string) => void }) {
  return (
    <Cards
      rows={data}
      keyOf={(status) => status.organisation}
      renderCard={(status) => (
        <button type="button" className="card" onClick={() => onChoose(status.organisation)}>
          <span className="card-title">{status.name}</span>
          <span className="card-line">
            <DueLight status={status} />
            <span>{standingWord(status)}</span>
          </span>
        </button>
      )}
    />
  );
}

function standingWord({ projects, open, submitted, approved, amended }: ReportStatus): string {
  const words = [
    [open, '未报'],
    [submitted, '待审定'],
    [approved, '已审定'],
    [amended, '已更正'],
  ] as const;
  const said = words.filter(([count]) => count > 0).map(([count, word]) => `${word} ${count}`);
  return `${projects} 个项目：${said.join('，')}`;
}

function columns(choose: (organisation: string) => void): TableColumnsType<ReportStatus> {
  const count = (title: string, key: 'projects' | 'open' | 'submitted' | 'approved') => ({
    title,
    key,
    className: 'num',
    align: 'right' as const,
    render: (_: unknown, row: ReportStatus) =>
      row[key] === 0 ? <span className="quiet">0</span> : key === 'approved' ? row.approved + row.amended : row[key],
  });
  return [
    {
      title: '单位',
      key: 'name',
      render: (_, { name, organisation }) => (
        <button type="button" className="link-button" onClick={() => choose(organisation)}>
          {name}
        </button>
      ),
    },
    count('项目', 'projects'),
    count('未报', 'open'),
    count('待审', 'submitted'),
    count('已审', 'approved'),
    { title: '报送', key: 'due', render: (_, row) => <DueLight status={row} /> },
  ];
}
