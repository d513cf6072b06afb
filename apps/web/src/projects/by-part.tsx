import type { Overview } from '@quantu/projects';
import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Light } from '../shell/light.tsx';
import { lead, percent } from './words.ts';

/** Where the lights stand: by organisation or by programme, those furthest behind first. */
export function ByPart({ district, overview }: { district: string; overview: Overview }) {
  const [by, setBy] = useState<'organisation' | 'programme'>('organisation');
  const parts = by === 'organisation' ? overview.byOrganisation : overview.byProgramme;
  const sorted = [...parts].sort(
    (one, other) =>
      other.standing.lights.red - one.standing.lights.red ||
      Number(one.standing.leadPp ?? 0) - Number(other.standing.leadPp ?? 0),
  );
  return (
    <section className="panel desk-parts" aria-label="各单位各专项">
      <h2>
        谁落后
        <Segmented
          size="small"
          value={by}
          options={[
            { value: 'organisation', label: '按单位' },
            { value: 'programme', label: '按专项' },
          ]}
          onChange={setBy}
        />
      </h2>
      <div className="part-holder" tabIndex={0} role="region" aria-label="各单位各专项的完成情况">
        <table className="part-table">
          <thead>
            <tr>
              <th scope="col">{by === 'organisation' ? '单位' : '专项'}</th>
              <th scope="col" className="num">
                项目
              </th>
              <th scope="col" className="num">
                红灯
              </th>
              <th scope="col" className="num">
                完成率
              </th>
              <th scope="col" className="num">
                对序时
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ key, label, standing: { projects, lights, rate, leadPp } }) => (
              <tr key={key}>
                <th scope="row">
                  <Link to={`/d/${district}/projects?${by}=${key}&month=${overview.month ?? ''}`}>{label}</Link>
                </th>
                <td className="num">{projects}</td>
                <td className="num">{lights.red > 0 ? <Light kind="bad" word={String(lights.red)} /> : '0'}</td>
                <td className="num">{percent(rate)}</td>
                <td className={leadPp?.startsWith('-') ? 'num light-bad' : 'num'}>{lead(leadPp)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
