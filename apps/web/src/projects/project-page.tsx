import { projectRoutes, type ProjectView } from '@quantu/projects';
import { addressOf } from '@quantu/people';
import { FilePdfOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { call } from '../shell/api.ts';
import { useAsOfQuery } from '../shell/as-of.ts';
import { recordAddress } from '../shell/catalogue.ts';
import { PageHead } from '../shell/page.tsx';
import { Parts } from '../shell/parts.tsx';
import { useDistrict } from '../shell/session.ts';
import { Failed, FaultLine, Loading } from '../shell/states.tsx';
import { CurveChart } from './curve-chart.tsx';
import { ProjectLight } from './project-light.tsx';
import { ProjectMonths } from './project-months.tsx';
import { percent, wan } from './words.ts';
import './projects.css';

/** One city project: its light and why, its curve, every month, its stages and what is being chased. */
export function ProjectPage() {
  const district = useDistrict();
  const id = useParams()['project'] ?? '';
  const params = { district, project: id };
  const query = useAsOfQuery();
  const project = useQuery({
    queryKey: ['projects', district, 'project', id, query],
    queryFn: ({ signal }) => call(projectRoutes.project, { params, query, signal }),
  });
  if (project.isPending) return <Loading />;
  if (!project.data) return <Failed error={project.error} onRetry={() => void project.refetch()} />;
  const { data } = project.data;
  return (
    <div className="page">
      <PageHead
        title={data.name}
        note={
          <>
            {data.code} · {data.stateLabel}
          </>
        }
      >
        <Button
          icon={<FilePdfOutlined />}
          href={addressOf(projectRoutes.projectSheet, { params, query })}
          target="_blank"
          rel="noreferrer"
        >
          一页纸（A4）
        </Button>
        <Link to={recordAddress(district, 'city-project', id)}>台账记录</Link>
      </PageHead>
      <p className="project-reason">
        <ProjectLight light={data.light} /> {data.reason}{' '}
        <Link to={`/d/${district}/projects/rules`}>这盏灯怎么判的</Link>
      </p>
      <div className="project-columns">
        <div>
          <ProjectCurve district={district} project={id} years={data.years} />
          <ProjectMonths district={district} months={data.months} />
        </div>
        <div>
          <section className="panel" aria-label="项目情况">
            <h2>项目情况</h2>
            <Parts parts={data.facts.map(({ label, text }) => [label, text])} />
          </section>
          <Years years={data.years} />
          <Supervisions district={district} project={data} />
          <Stages stages={data.stages} />
        </div>
      </div>
    </div>
  );
}

function ProjectCurve({
  district,
  project,
  years,
}: {
  district: string;
  project: string;
  years: ProjectView['years'];
}) {
  const year = years.at(-1)?.year;
  const query = { ...useAsOfQuery(), project, ...(year === undefined ? {} : { year }) };
  const curve = useQuery({
    queryKey: ['projects', district, 'curve', query],
    queryFn: ({ signal }) => call(projectRoutes.curve, { params: { district }, query, signal }),
  });
  return (
    <section className="panel">
      <FaultLine error={curve.error} onRetry={() => void curve.refetch()} />
      {curve.data && <CurveChart curve={curve.data.data} height={17} />}
    </section>
  );
}

function Years({ years }: { years: ProjectView['years'] }) {
  if (years.length === 0) return null;
  return (
    <section className="panel" aria-label="各年计划">
      <h2>各年计划</h2>
      <table className="part-table">
        <thead>
          <tr>
            <th scope="col">年度</th>
            <th scope="col" className="num">
              计划（万元）
            </th>
            <th scope="col" className="num">
              完成（万元）
            </th>
            <th scope="col" className="num">
              完成率
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, plannedYuan, doneYuan, rate }) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td className="num">{wan(plannedYuan)}</td>
              <td className="num">{wan(doneYuan)}</td>
              <td className="num">{percent(rate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Supervisions({ district, project: { supervisions } }: { district: string; project: ProjectView }) {
  if (supervisions.length === 0) return null;
  return (
    <section className="panel" aria-label="督办">
      <h2>督办</h2>
      <ul className="plain-list">
        {supervisions.map(({ id, matter, stateLabel, dueOn }) => (
          <li key={id}>
            <Link to={recordAddress(district, 'supervision-item', id)}>{matter}</Link>
            <span className="quiet">
              {stateLabel}
              {dueOn !== null && ` · ${dueOn} 前`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Stages({ stages }: { stages: ProjectView['stages'] }) {
  if (stages.length === 0) return null;
  return (
    <section className="panel" aria-label="阶段">
      <h2>阶段</h2>
      <ol className="stage-list">
        {stages.map(({ on, text }) => (
          <li key={`${on} ${text}`}>
            <time dateTime={on}>{on}</time> {text}
          </li>
        ))}
      </ol>
    </section>
  );
}
