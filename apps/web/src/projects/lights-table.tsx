import type { LightRow } from '@quantu/projects';
import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { CardsOrTable } from '../shell/cards.tsx';
import { useDisplay } from '../shell/display.ts';
import { fullFigure } from '../shell/figure-text.ts';
import type { Paging } from '../shell/pages.tsx';
import { ProjectLight } from './project-light.tsx';
import { lead, percent, wan } from './words.ts';

interface Props {
  district: string;
  rows: readonly LightRow[];
  pages: Paging;
}

export function LightsTable({ district, rows, pages }: Props) {
  const { isNarrow } = useDisplay();
  return (
    <CardsOrTable
      isCards={isNarrow}
      size="small"
      rows={rows}
      keyOf={({ project }) => project}
      columns={columns(district)}
      renderCard={(row) => <ProjectCard district={district} row={row} />}
      pages={pages}
    />
  );
}

function ProjectCard({ district, row }: { district: string; row: LightRow }) {
  return (
    <div className="card">
      <div className="red-head">
        <Link className="card-title" to={`/d/${district}/projects/${row.project}`}>
          {row.name}
        </Link>
        <ProjectLight light={row.light} before={row.lightBefore} />
      </div>
      <div className="card-line">
        <span>{row.organisationName}</span>
        <span>{row.programmeLabel}</span>
      </div>
      <div>{row.reason}</div>
      <Problem row={row} />
    </div>
  );
}

function Problem({ row: { problem } }: { row: LightRow }) {
  return problem === '' ? null : <div className="light-watch">问题：{problem}</div>;
}

function columns(district: string): TableColumnsType<LightRow> {
  const money = (title: string, key: 'plannedYuan' | 'doneYuan' | 'monthYuan') => ({
    title: (
      <>
        {title}
        <div className="quiet">万元</div>
      </>
    ),
    key,
    className: 'num',
    align: 'right' as const,
    render: (_: unknown, row: LightRow) => (
      <span title={row[key] === null ? undefined : fullFigure(row[key], '元')}>{wan(row[key])}</span>
    ),
  });
  return [
    {
      title: '灯',
      key: 'light',
      width: '7.5em',
      render: (_, { light, lightBefore, monthsInLight }) => (
        <>
          <ProjectLight light={light} before={lightBefore} />
          {monthsInLight > 1 && light !== 'green' && <div className="quiet">连续 {monthsInLight} 月</div>}
        </>
      ),
    },
    {
      title: '项目',
      key: 'name',
      width: '17em',
      render: (_, { project, name, code, programmeLabel }) => (
        <>
          <Link to={`/d/${district}/projects/${project}`}>{name}</Link>
          <div className="quiet">
            {code} · {programmeLabel}
          </div>
        </>
      ),
    },
    { title: '责任单位', dataIndex: 'organisationName', width: '9em' },
    {
      title: '为什么',
      key: 'reason',
      render: (_, row) => (
        <>
          {row.reason}
          <Problem row={row} />
        </>
      ),
    },
    { title: '形象进度', dataIndex: 'progress', width: '8em' },
    money('年度计划', 'plannedYuan'),
    money('本月', 'monthYuan'),
    money('累计', 'doneYuan'),
    {
      title: '完成率',
      key: 'rate',
      className: 'num',
      align: 'right',
      render: (_, { rate, expected, leadPp }) => (
        <span title={`序时 ${percent(expected)}`}>
          {percent(rate)}
          <div className="quiet">{lead(leadPp)}</div>
        </span>
      ),
    },
  ];
}
