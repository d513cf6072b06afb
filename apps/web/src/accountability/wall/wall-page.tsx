import { accountabilityRoutes, type Deadline } from '@quantu/accountability';
import { addDays } from '@quantu/base';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { call } from '../../shell/api.ts';
import { todayInChina } from '../../shell/as-of.ts';
import { useIsConnectionLost } from '../../shell/connection.ts';
import { useKnownDistrict } from '../../shell/district-switch.tsx';
import { useTitle } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, Loading } from '../../shell/states.tsx';
import { reviewsAddress } from '../addresses.ts';
import { standingOf, unitsOf } from './standing.ts';
import { useScreenAwake } from './use-screen-awake.ts';
import './wall.css';

const Map = lazy(async () => ({ default: (await import('../gallery/evidence-map.tsx')).EvidenceMap }));

const REFRESH_MS = 60_000;
/** Shown as due next, and looked ahead for what waits to be decided. */
const DAYS = 21;
const HORIZON = 180;
const URGENT = 8;
const NEXT = 8;

/** 督查室大屏: no hand touches it; it asks again every minute and says since when its numbers stand. */
export function WallPage() {
  useTitle('督查大屏');
  useScreenAwake();
  const district = useDistrict();
  const today = todayInChina();
  const query = { from: today, until: addDays(today, HORIZON), open: true };
  const often = { refetchInterval: REFRESH_MS, refetchIntervalInBackground: true };
  const calendar = useQuery({
    ...often,
    queryKey: ['reviews', district, 'calendar', query],
    queryFn: ({ signal }) => call(accountabilityRoutes.calendar, { params: { district }, query, signal }),
    placeholderData: (old) => old,
  });
  const evidence = useQuery({
    ...often,
    queryKey: ['reviews', district, 'evidence', {}],
    queryFn: ({ signal }) => call(accountabilityRoutes.gallery, { params: { district }, query: {}, signal }),
  });
  if (!calendar.data && calendar.isPending) return <Loading />;
  if (!calendar.data) return <Failed error={calendar.error} onRetry={() => void calendar.refetch()} />;
  const { deadlines, overdue, overdueCount } = calendar.data.data;
  const open = [...overdue, ...deadlines];
  const next = deadlines.filter(({ on }) => on <= addDays(today, DAYS));
  const placed = evidence.data?.data.filter(({ lon }) => lon !== null) ?? [];
  return (
    <div className="wall">
      <WallHead since={calendar.dataUpdatedAt} />
      <Standing open={open} overdueCount={overdueCount} />
      <section className="wall-urgent" aria-label="最急的事">
        <h2>最急的事</h2>
        <ol>
          {open.slice(0, URGENT).map((one) => (
            <WallLine key={`${one.kind} ${one.record}`} deadline={one} />
          ))}
        </ol>
        {open.length === 0 && <p>没有未办的事。</p>}
      </section>
      <Units open={open} />
      <section className="wall-map" aria-label="佐证地图">
        <h2>佐证 {placed.length} 处</h2>
        <Suspense fallback={null}>
          <Map evidence={placed} isStill />
        </Suspense>
      </section>
      <section className="wall-next" aria-label="接下来到期">
        <h2>
          接下来 {DAYS} 天到期 {next.length} 项
        </h2>
        <ol>
          {next.slice(0, NEXT).map((one) => (
            <WallLine key={`${one.kind} ${one.record}`} deadline={one} />
          ))}
        </ol>
      </section>
    </div>
  );
}

function WallHead({ since }: { since: number }) {
  const district = useDistrict();
  const known = useKnownDistrict();
  const isLost = useIsConnectionLost();
  const at = new Date(since).toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' });
  return (
    <header className="wall-head">
      <h1>
        {known?.name} 督查督办{known?.isFictional && <span className="wall-fiction">虚构示例</span>}
      </h1>
      <p role="status">
        {isLost ? `■ 连不上服务器，正在重试；以下是 ${at} 的数据` : `数据截至 ${at}，每分钟更新`}{' '}
        <Link to={reviewsAddress(district, 'todo')}>退出大屏</Link>
      </p>
    </header>
  );
}

function Standing({ open, overdueCount }: { open: readonly Deadline[]; overdueCount: number }) {
  const { red, yellow, opinions, extensions } = standingOf(open, overdueCount);
  const tiles = [
    ['■ 红灯', red, 'wall-red'],
    ['▲ 黄灯', yellow, 'wall-yellow'],
    ['在办审议意见', opinions, ''],
    ['待批延期', extensions, ''],
  ] as const;
  return (
    <section className="wall-tiles" aria-label="总数">
      {tiles.map(([word, count, look]) => (
        <div key={word} className={look}>
          <b>{count}</b>
          <span>{word}</span>
        </div>
      ))}
    </section>
  );
}

function WallLine({ deadline: { on, title, unit, light, reason } }: { deadline: Deadline }) {
  const mark = { red: '■', yellow: '▲', green: '●', grey: '○' }[light ?? 'grey'];
  return (
    <li className={`wall-line wall-${light ?? 'grey'}`}>
      <span aria-label={reason}>{mark}</span>
      <time dateTime={on}>{on.slice(5)}</time>
      <span className="wall-title">{title}</span>
      <span className="wall-unit">{unit}</span>
    </li>
  );
}

function Units({ open }: { open: readonly Deadline[] }) {
  const units = unitsOf(open);
  const most = Math.max(1, ...units.map(({ total }) => total));
  return (
    <section className="wall-units" aria-label="各单位未办">
      <h2>各单位未办</h2>
      <ol>
        {units.map(({ unit, red, yellow, other, total }) => (
          <li key={unit}>
            <span className="wall-unit">{unit}</span>
            <span className="wall-bar" aria-hidden="true">
              <i className="bar-red" style={{ width: `${(red / most) * 100}%` }} />
              <i className="bar-yellow" style={{ width: `${(yellow / most) * 100}%` }} />
              <i className="bar-other" style={{ width: `${(other / most) * 100}%` }} />
            </span>
            <span className="num">
              {red > 0 && <b>■{red} </b>}
              {total}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
