import { analysisRoutes as routes, type OverlayRun } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { Cards } from '../../shell/cards.tsx';
import { Crumbs } from '../../shell/crumbs.tsx';
import { Light, type LightKind } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { PageHead } from '../../shell/page.tsx';
import { Pages } from '../../shell/pages.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Empty, Failed, Loading } from '../../shell/states.tsx';
import { pageOf } from '../../shell/use-search-state.ts';
import { mapAddress, plansKey, useMayWritePlans } from '../use-plans.ts';
import { NewOverlay } from './new-overlay.tsx';
import '../plans.css';
import './analysis.css';

const PAGE_SIZE = 20;
export const RUN_LIGHTS: Readonly<Record<OverlayRun['state'], readonly [LightKind, string]>> = {
  running: ['watch', '正在叠加'],
  done: ['good', '已完成'],
  failed: ['bad', '没有完成'],
  cancelled: ['plain', '已取消'],
};

/** 叠加分析: every run, and the place where the next one begins. */
export function OverlaysPage() {
  const district = useDistrict();
  const mayWrite = useMayWritePlans();
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useSearchParams();
  const page = pageOf(search);
  const runs = useQuery({
    queryKey: [...plansKey(district), 'overlays', page],
    queryFn: ({ signal }) => call(routes.overlays, { params: { district }, query: { page, size: PAGE_SIZE }, signal }),
  });
  if (runs.isPending) return <Loading />;
  if (!runs.data) return <Failed error={runs.error} onRetry={() => void runs.refetch()} />;
  const { data: rows, total } = runs.data;
  return (
    <div className="page">
      <Crumbs above={[[mapAddress(district), '一张图']]} />
      <PageHead title="叠加分析" note={total > 0 ? `共 ${total} 次` : undefined}>
        <Link to={mapAddress(district, '/overlay-rules')}>叠加规则</Link>
        <Link to={`/d/${district}/registers/plan-conflict`}>差异图斑台账</Link>
        {mayWrite && !isOpen && total > 0 && (
          <Button type="primary" onClick={() => setOpen(true)}>
            新的叠加
          </Button>
        )}
      </PageHead>
      {mayWrite && (isOpen || total === 0) && <NewOverlay onClose={total > 0 ? () => setOpen(false) : null} />}
      {total === 0 && !mayWrite && (
        <Empty title="还没有叠加分析">规划师把两个以上图层叠加以后，差异矩阵和差异图斑在这里。</Empty>
      )}
      <Cards
        rows={rows}
        keyOf={(run) => run.id}
        renderCard={(run) => (
          <Link className="card overlay-card" to={mapAddress(district, `/overlays/${run.id}`)}>
            <span className="card-title">{run.name}</span>
            <Light kind={RUN_LIGHTS[run.state][0]} word={RUN_LIGHTS[run.state][1] + (run.isTrial ? ' · 试算' : '')} />
            <span>{run.layers.map(({ name, version }) => `${name}（第 ${version} 版）`).join('、')}</span>
            <span className="quiet">
              {run.by} · {moment(run.at)}
            </span>
          </Link>
        )}
      />
      <Pages page={page} size={PAGE_SIZE} total={total} onPage={(to) => setSearch({ page: String(to) })} />
    </div>
  );
}
