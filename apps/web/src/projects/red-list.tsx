import { projectRoutes, type LightRow, type Overview } from '@quantu/projects';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { useAsOfQuery } from '../shell/as-of.ts';
import { FaultLine } from '../shell/states.tsx';
import { ProjectLight } from './project-light.tsx';
import { difference, signed } from './words.ts';
import { decimal, fixed } from '@quantu/base';

interface Props {
  district: string;
  month: string;
  overview: Overview;
}

/** What is red and why; where nothing is, what is yellow. */
export function RedList({ district, month, overview: { now } }: Props) {
  const light = now.lights.red > 0 ? 'red' : 'yellow';
  const query = { month, light, size: 12, ...useAsOfQuery() } as const;
  const rows = useQuery({
    queryKey: ['projects', district, 'lights', query],
    queryFn: ({ signal }) => call(projectRoutes.lights, { params: { district }, query, signal }),
  });
  const all = `/d/${district}/projects?light=${light}&month=${month}`;
  return (
    <section className="panel desk-red" aria-label="亮灯项目">
      <h2>
        {light === 'red' ? '红灯，为什么' : '没有红灯；黄灯，为什么'}
        <Link to={all}>全部 {now.lights[light]} 个</Link>
      </h2>
      <FaultLine error={rows.error} onRetry={() => void rows.refetch()} />
      <ol className="red-list">
        {(rows.data?.data ?? []).map((row) => (
          <RedRow key={row.project} district={district} row={row} />
        ))}
      </ol>
    </section>
  );
}

function RedRow({ district, row }: { district: string; row: LightRow }) {
  const { project, name, organisationName, light, lightBefore, reason, monthsInLight, problem, supervisions } = row;
  const change = difference(row.rate, row.rateBefore);
  return (
    <li>
      <div className="red-head">
        <Link to={`/d/${district}/projects/${project}`}>{name}</Link>
        <ProjectLight light={light} before={lightBefore} />
      </div>
      <div className="quiet">
        {organisationName}
        {monthsInLight > 1 && ` · 连续 ${monthsInLight} 个月`}
        {change !== null && ` · 比上月 ${signed(fixed(decimal(change).times(100), 1))} 个百分点`}
        {supervisions > 0 && ` · 督办 ${supervisions}`}
      </div>
      <div>
        {reason}
        {problem !== '' && <span className="light-watch"> 问题：{problem}</span>}
      </div>
    </li>
  );
}
