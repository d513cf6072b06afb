import { projectRoutes, type Deadline } from '@quantu/projects';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { todayInChina, useAsOf, useAsOfQuery } from '../shell/as-of.ts';
import { recordAddress } from '../shell/catalogue.ts';
import { Light } from '../shell/light.tsx';
import { FaultLine } from '../shell/states.tsx';
import { shortDay } from './words.ts';

const SHOWN = 3;

/** What is due next, from the day that is looked at on: what is overdue in one line, then the next three. */
export function Deadlines({ district }: { district: string }) {
  const query = { ...useAsOfQuery(), days: 60 };
  const deadlines = useQuery({
    queryKey: ['projects', district, 'deadlines', query],
    queryFn: ({ signal }) => call(projectRoutes.deadlines, { params: { district }, query, signal }),
  });
  const all = deadlines.data?.data ?? [];
  const overdue = all.filter(({ isOverdue }) => isOverdue);
  const next = all.filter(({ isOverdue }) => !isOverdue).slice(0, SHOWN);
  return (
    <section className="panel desk-due" aria-label="到期事项">
      <h2>接下来到期</h2>
      <FaultLine error={deadlines.error} onRetry={() => void deadlines.refetch()} />
      {deadlines.data && all.length === 0 && <p className="quiet">60 天内没有到期的事</p>}
      {overdue[0] && (
        <p className="due-over">
          <Light kind="bad" word={`已逾期 ${overdue.length} 项`} />：
          <Link to={addressOf(district, overdue[0])}>{overdue[0].text}</Link>
          {overdue.length > 1 && <span className="quiet"> 等</span>}
        </p>
      )}
      <ol className="due-list">
        {next.map((deadline) => (
          <DueRow key={keyOf(deadline)} district={district} deadline={deadline} />
        ))}
      </ol>
    </section>
  );
}

const keyOf = ({ kind, on, organisation, record, text }: Deadline): string =>
  [kind, on, organisation, record, text].join(' ');

function addressOf(district: string, { kind, register, record, month, organisation }: Deadline): string {
  if (register !== null && record !== null) {
    return register === 'city-project'
      ? `/d/${district}/projects/${record}`
      : recordAddress(district, register, record);
  }
  const search = new URLSearchParams();
  if (month !== null) search.set('month', month);
  if (organisation !== null) search.set('organisation', organisation);
  return `/d/${district}/${kind === 'report' ? 'monthly' : 'projects'}?${search.toString()}`;
}

function DueRow({ district, deadline }: { district: string; deadline: Deadline }) {
  const { on, isProvisional, workdaysLeft, text, organisationName } = deadline;
  const day = useAsOf();
  const left = workdaysLeft === 0 ? (day === null ? '今天' : '当天') : `剩 ${workdaysLeft} 日`;
  return (
    <li>
      <div title={`还有 ${workdaysLeft} 个工作日${isProvisional ? '（放假安排未公布，按周末推算）' : ''}`}>
        <time dateTime={on}>{shortDay(on, (day ?? todayInChina()).slice(0, 4))}</time>
        <div className="quiet">
          <Light kind={workdaysLeft <= 3 ? 'watch' : 'plain'} word={left} />
        </div>
      </div>
      <div>
        <Link to={addressOf(district, deadline)}>{text}</Link>
        {!text.startsWith(organisationName) && <div className="quiet">{organisationName}</div>}
      </div>
    </li>
  );
}
