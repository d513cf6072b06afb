import { accountabilityRoutes, type OpinionRow } from '@quantu/accountability';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { call } from '../../shell/api.ts';
import { useAsOfQuery } from '../../shell/as-of.ts';
import { PageHead } from '../../shell/page.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, Loading } from '../../shell/states.tsx';
import { opinionAddress, reviewsAddress } from '../addresses.ts';
import { EvidenceCard } from '../gallery/evidence-grid.tsx';
import { ReviewLight } from '../review-light.tsx';
import '../gallery/gallery.css';
import { useWaiting } from './todo-page.tsx';
import { WaitingList } from './waiting-list.tsx';
import './waiting.css';

const REPORTED = ['filed', 'evaluated', 'escalated', 'tracking', 'closed'];
const SHOWN = 8;

/** 人大监督: what the congress sees first: opinions, votes to come, reports that were filed, and evidence. */
export function CongressPage() {
  const district = useDistrict();
  const query = useAsOfQuery();
  const opinions = useQuery({
    queryKey: ['opinions', district, query],
    queryFn: ({ signal }) => call(accountabilityRoutes.opinions, { params: { district }, query, signal }),
  });
  const evidence = useQuery({
    queryKey: ['reviews', district, 'evidence', query],
    queryFn: ({ signal }) => call(accountabilityRoutes.gallery, { params: { district }, query, signal }),
  });
  const waiting = useWaiting(district);
  if (opinions.isPending) return <Loading />;
  if (!opinions.data) return <Failed error={opinions.error} onRetry={() => void opinions.refetch()} />;
  const rows = opinions.data.data;
  const mine = waiting.data?.data.filter(({ isMine }) => isMine) ?? [];
  const pictures = evidence.data?.data ?? [];
  return (
    <div className="page page-wide">
      <PageHead title="人大监督" note="审议意见、报告、佐证和测评；只有已经报送的，没有办理中的草稿">
        <Link to={reviewsAddress(district, 'calendar')}>办理日历</Link>
        <Link to={reviewsAddress(district, 'statistics')}>办理统计</Link>
      </PageHead>
      <div className="congress-columns">
        <div>
          {mine.length > 0 && (
            <section className="panel" aria-label="轮到我">
              <h2>轮到我</h2>
              <WaitingList district={district} waiting={mine.slice(0, SHOWN)} />
            </section>
          )}
          <Opinions
            title="在办的审议意见"
            none="没有在办的审议意见。"
            rows={rows.filter(({ state }) => !REPORTED.includes(state))}
            district={district}
          />
          <Opinions
            title="已报送的报告"
            none="还没有报送的报告。"
            rows={rows.filter(({ state }) => REPORTED.includes(state))}
            district={district}
          />
        </div>
        <div>
          <Opinions
            title="待测评"
            none="没有等待测评的审议意见。"
            rows={rows.filter(({ state }) => state === 'filed')}
            district={district}
            page="/vote"
          />
          <section className="panel" aria-label="最近的佐证">
            <h2>
              最近的佐证 <Link to={reviewsAddress(district, 'evidence')}>全部</Link>
            </h2>
            {pictures.length === 0 && <p className="quiet">还没有报送的佐证。</p>}
            <ul className="gallery-grid">
              {pictures.slice(0, 6).map((one) => (
                <li key={one.id}>
                  <EvidenceCard district={district} evidence={one} />
                </li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </div>
  );
}

function Opinions(props: {
  district: string;
  title: string;
  none: ReactNode;
  rows: readonly OpinionRow[];
  page?: string;
}) {
  const { district, title, none, rows, page = '' } = props;
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 && <p className="quiet">{none}</p>}
      <ul className="congress-list">
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.id}>
            <Link to={`${opinionAddress(district, row.id)}${page}`}>{row.title}</Link>{' '}
            <span className="quiet">
              {row.stateLabel} · 复核通过 {row.settledItems}/{row.items}
              {row.verdict !== '' && ` · 测评${row.verdict}`}
            </span>
            <div>
              <ReviewLight {...row} />
              {row.next !== null && (
                <span className="quiet">
                  {' '}
                  下一步：{row.next.text}
                  {row.next.on !== null && `（${row.next.on} 前）`}
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
