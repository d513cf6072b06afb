import { LIGHTS, LIGHT_LABELS, type Light as LightKey, type Overview } from '@quantu/projects';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Light } from '../shell/light.tsx';
import { useMay } from '../shell/session.ts';
import { difference, lead, LIGHT_KIND, percent, signed, wan, yi } from './words.ts';

/** The month in one line: plan, done, the four lights, what began, what is missing; each against the month before. */
export function StandingTiles({ overview, district }: { overview: Overview; district: string }) {
  const may = useMay();
  const { now, before, started, month, year, stages, isSettledOnly } = overview;
  const list = (light: LightKey): string =>
    `/d/${district}/projects?light=${light}${month === null ? '' : `&month=${month}`}`;
  const doneMore = difference(now.doneYuan, before?.doneYuan ?? null);
  return (
    <div className="tiles">
      <Tile
        label="项目"
        note={`前期 ${stages.preparing} 在建 ${stages.building} 完工 ${stages.finished}`}
        title="前期、在建、完工相加等于总数"
      >
        <Link to={`/d/${district}/projects?month=${month ?? ''}`}>{now.projects}</Link>
        <small>个</small>
      </Tile>
      <Tile
        label={`${year} 年计划投资`}
        note={`已完成 ${yi(now.doneYuan)} 亿元`}
        title={`${wan(now.plannedYuan)} 万元`}
      >
        {yi(now.plannedYuan)}
        <small>亿元</small>
      </Tile>
      <Tile
        label="完成率"
        note={`序时 ${percent(now.expected)}，${lead(now.leadPp)} 点`}
        isBad={(now.leadPp ?? '').startsWith('-')}
        title={doneMore === null ? undefined : `比上月多完成 ${wan(doneMore)} 万元`}
      >
        {percent(now.rate)}
        {before?.rate !== undefined && <small>上月 {percent(before.rate)}</small>}
      </Tile>
      <div className="tile tile-lights">
        <div className="tile-label">灯</div>
        <div className="tile-lights-row">
          {[...LIGHTS].reverse().map((light) => (
            <Link key={light} to={list(light)} className={`light-count light-count-${light}`}>
              <Light kind={LIGHT_KIND[light]} word={LIGHT_LABELS[light]} />
              <b>{now.lights[light]}</b>
              <Change now={now.lights[light]} before={before?.lights[light]} />
            </Link>
          ))}
        </div>
      </div>
      <Tile label="开工率" note={`应开工 ${started.plannedToStart}，已开工 ${started.started}`}>
        {percent(started.rate)}
      </Tile>
      {isSettledOnly ? (
        <Tile label="本月未审定" note="只计已审定的月报">
          {now.missing}
          <small>个</small>
        </Tile>
      ) : (
        <Tile label="本月未报" note={now.missing > 0 ? '按最近一次报送计' : '全部已报'} isBad={now.missing > 0}>
          <Link to={`/d/${district}/${may('reports.approve') ? 'monthly/approval' : 'monthly'}?month=${month ?? ''}`}>
            {now.missing}
          </Link>
          <small>个</small>
        </Tile>
      )}
    </div>
  );
}

function Change({ now, before }: { now: number; before: number | undefined }) {
  if (before === undefined || before === now) return <small className="quiet">与上月同</small>;
  return <small className="quiet">比上月 {signed(now - before)}</small>;
}

interface TileProps {
  label: string;
  note: string;
  isBad?: boolean;
  title?: string | undefined;
  children: ReactNode;
}

function Tile({ label, note, isBad = false, title, children }: TileProps) {
  return (
    <div className="tile" title={title}>
      <div className="tile-label">{label}</div>
      <div className="tile-value">{children}</div>
      <div className={isBad ? 'tile-note light-bad' : 'tile-note'}>{note}</div>
    </div>
  );
}
