import { boxAround, type Geometry } from '@quantu/geometry';
import type { Candidate, SearchWish, SiteSearch } from '@quantu/plans';
import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import { useMap } from '../../map/use-map.ts';
import { PageHead } from '../../shell/page.tsx';
import { FaultLine } from '../../shell/states.tsx';
import { Candidates } from './candidates.tsx';
import { HIT_COLOURS } from './lights.ts';
import { FIRST_WISH, SearchForm } from './search-form.tsx';
import { SiteMap } from './site-map.tsx';
import { useSearch } from './use-search.ts';
import '../plans.css';
import './site.css';

/** 选址: what is asked for, and the parcels that fit, the best first. */
export function SiteSearchPage() {
  const stage = useMap();
  const { search, error, start, cancel } = useSearch();
  const [typed, setTyped] = useState<SearchWish | null>(null);
  const [chosen, setChosen] = useState<Candidate | null>(null);
  const wish = typed ?? search?.wish ?? FIRST_WISH;
  const answer = search?.answer ?? null;
  const found = answer?.data ?? [];
  const shown = chosen !== null && found.includes(chosen) ? chosen : null;
  return (
    <div className="page site-page">
      <PageHead title="选址" note="按条件筛选地块，按权重排序" />
      <div className="site-columns">
        <form
          className="site-form"
          onSubmit={(event) => {
            event.preventDefault();
            start.mutate(wish);
          }}
        >
          <SearchForm wish={wish} onChange={(part) => setTyped({ ...wish, ...part })} />
          <FaultLine error={start.error ?? error ?? cancel.error} />
          <Button
            type="primary"
            htmlType="submit"
            block
            disabled={wish.use === '' || search?.can.cancel === true}
            loading={start.isPending}
          >
            开始选址
          </Button>
          {wish.use === '' && <p className="quiet">还要选拟用途</p>}
          {search && <Going search={search} isEnding={cancel.isPending} onCancel={() => cancel.mutate()} />}
        </form>
        <SiteMap
          stage={stage}
          label="候选地块地图"
          site={null}
          shapes={found.map((one) => ({
            shape: one.shape,
            colour: one === shown ? HIT_COLOURS.chosen : '#0b5c6b',
            label: String(one.rank),
          }))}
          view={shown?.shape ?? allOf(found)}
        />
      </div>
      {search && answer && <Candidates wish={search.wish} answer={answer} chosen={shown} onChoose={setChosen} />}
    </div>
  );
}

/** Until one is chosen all are looked at. */
function allOf(found: readonly Candidate[]): Geometry | null {
  const box = boxAround(found.map((one) => one.box));
  if (box === null) return null;
  const [west, south, east, north] = box;
  return { type: 'MultiPoint', coordinates: [[west, south], [east, north]] }; // prettier-ignore
}

/** How far a search is, or why there is nothing to show. */
function Going({ search, isEnding, onCancel }: { search: SiteSearch; isEnding: boolean; onCancel: () => void }) {
  const { state, progress, note, error, answer, can } = search;
  if (state === 'failed') return <Alert type="error" showIcon title={error ?? '这次选址没有完成'} />;
  if (state === 'cancelled') return <Alert type="info" showIcon title="已取消" />;
  if (answer) {
    return (
      <p role="status">
        {answer.fitting === 0 ? (
          '没有合适的地块，哪一条排除了多少见下面'
        ) : (
          <a href="#candidates">找到 {answer.fitting} 个合适的地块，名次见下面</a>
        )}
      </p>
    );
  }
  if (!can.cancel) return null;
  return (
    <div role="status">
      <span className="quiet">{note}</span>
      <Progress percent={Math.round(progress * 100)} aria-label="选址进度" />
      <Button loading={isEnding} onClick={onCancel}>
        取消
      </Button>
    </div>
  );
}
