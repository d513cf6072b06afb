import type { ProjectView } from '@quantu/projects';
import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { Cards } from '../shell/cards.tsx';
import { recordAddress } from '../shell/catalogue.ts';
import { useDisplay } from '../shell/display.ts';
import { pagesBy } from '../shell/pages.tsx';
import { ProjectLight } from './project-light.tsx';
import { lead, percent, wan } from './words.ts';

type Month = ProjectView['months'][number];

/** Every reported month, the latest first. */
export function ProjectMonths({ district, months }: { district: string; months: readonly Month[] }) {
  const { isNarrow } = useDisplay();
  const latestFirst = [...months].reverse();
  if (isNarrow) {
    return (
      <Cards
        rows={latestFirst}
        keyOf={(month) => month.report}
        renderCard={(month) => (
          <div className="card">
            <div className="red-head">
              <Link className="card-title" to={recordAddress(district, 'city-project-month', month.report)}>
                {month.month}
              </Link>
              <ProjectLight light={month.light} />
            </div>
            <div className="card-line">
              <span>本月 {wan(month.monthYuan)} 万元</span>
              <span>累计 {wan(month.cumulativeYuan)}</span>
              <span>{month.progress}</span>
            </div>
            <div>{month.reason}</div>
            {month.problem !== '' && <div className="light-watch">问题：{month.problem}</div>}
          </div>
        )}
      />
    );
  }
  return (
    <Table
      className="sheet"
      size="small"
      rowKey="report"
      columns={columns(district)}
      dataSource={latestFirst}
      pagination={pagesBy(12)}
    />
  );
}

function columns(district: string): TableColumnsType<Month> {
  return [
    {
      title: '月份',
      key: 'month',
      width: '8em',
      render: (_, { month, report, isLate, isAmended }) => (
        <>
          <Link to={recordAddress(district, 'city-project-month', report)}>{month}</Link>
          {(isLate || isAmended) && (
            <div className="quiet">{[isLate && '迟报', isAmended && '已更正'].filter(Boolean).join(' · ')}</div>
          )}
        </>
      ),
    },
    {
      title: '灯',
      key: 'light',
      width: '7em',
      render: (_, { light, reason }) => (
        <span title={reason}>
          <ProjectLight light={light} />
        </span>
      ),
    },
    { title: '本月（万元）', key: 'done', className: 'num', align: 'right', render: (_, row) => wan(row.monthYuan) },
    { title: '累计', key: 'all', className: 'num', align: 'right', render: (_, row) => wan(row.cumulativeYuan) },
    {
      title: '完成率',
      key: 'rate',
      className: 'num',
      align: 'right',
      render: (_, { rate, leadPp, expected }) => (
        <span title={`序时 ${percent(expected)}`}>
          {percent(rate)}
          <div className="quiet">{lead(leadPp)}</div>
        </span>
      ),
    },
    {
      title: '形象进度、问题',
      key: 'words',
      render: (_, { progress, problem }) => (
        <>
          {progress}
          {problem !== '' && <div className="light-watch">问题：{problem}</div>}
        </>
      ),
    },
  ];
}
