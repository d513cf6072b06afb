import type { OverlayRun } from '@quantu/plans';
import { Alert, Button, Progress, Tabs } from 'antd';
import { Link, useParams } from 'react-router';
import { Crumbs } from '../../shell/crumbs.tsx';
import { Light } from '../../shell/light.tsx';
import { moment } from '../../shell/moment.ts';
import { PageHead } from '../../shell/page.tsx';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { mapAddress } from '../use-plans.ts';
import { ExportMenu } from './export-menu.tsx';
import { KindsTable } from './kinds-table.tsx';
import { MatrixView } from './matrix-view.tsx';
import { RUN_LIGHTS } from './overlays-page.tsx';
import { PlacesMap } from './places-map.tsx';
import { Reconciled } from './reconciled.tsx';
import { TownsTable } from './towns-table.tsx';
import { Undecided } from './undecided.tsx';
import { ruleSetAddress } from './rules/use-rule-sets.ts';
import { useOverlayRun, useStartOverlay, wishOf } from './use-overlays.ts';
import '../plans.css';
import './analysis.css';

const CHANGED = { kinds: '查哪几类', sliver: '最小面积和宽度' } as const;

/** One overlay: how far it is, or what it found. */
export function OverlayPage() {
  const { run: id = '' } = useParams();
  const { query, cancel, params } = useOverlayRun(id);
  const again = useStartOverlay();
  if (query.isPending) return <Loading />;
  if (!query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const run = query.data.data;
  const [light, word] = RUN_LIGHTS[run.state];
  return (
    <div className="page">
      <Crumbs
        above={[
          [mapAddress(params.district), '一张图'],
          [mapAddress(params.district, '/overlays'), '叠加分析'],
        ]}
      />
      <PageHead title={run.name} note={`${run.by} · ${moment(run.at)}`}>
        <Light kind={light} word={word + (run.isTrial ? ' · 试算' : '')} />
        {run.state === 'done' && <ExportMenu params={params} />}
        {run.can.again && (
          <Button loading={again.isPending} onClick={() => again.mutate(wishOf(run))}>
            再叠加一次
          </Button>
        )}
      </PageHead>
      <p className="overlay-of">
        {run.layers.map(({ id, name, version, roleLabel }) => (
          <span key={`${id}-${version}`}>
            {name} 第 {version} 版<span className="quiet">{roleLabel !== null && `（${roleLabel}）`}</span>
          </span>
        ))}
        <span>
          <Link to={ruleSetAddress(params.district, run.rules.key, run.rules.version)}>
            {run.rules.label} 第 {run.rules.version} 版
          </Link>
          {run.changed.length > 0 && (
            <span className="quiet">（本次另定：{run.changed.map((one) => CHANGED[one]).join('、')}）</span>
          )}
        </span>
      </p>
      <FaultLine error={cancel.error ?? again.error} />
      {run.state === 'running' && (
        <div className="sheet running" role="status">
          <b>正在叠加</b> <span className="quiet">{run.note}</span>
          <Progress percent={Math.round(run.progress * 100)} aria-label="叠加进度" />
          <p className="quiet">可以离开这一页，回来还在</p>
          {run.can.cancel && (
            <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
              取消
            </Button>
          )}
        </div>
      )}
      {run.state === 'failed' && <Alert type="error" showIcon title={run.error ?? '这次叠加没有完成'} />}
      {run.state === 'cancelled' && <Alert type="info" showIcon title={run.note} />}
      {run.trialReason !== null && <Alert type="info" showIcon title={run.trialReason} />}
      {run.result && <Result run={run} result={run.result} params={params} />}
    </div>
  );
}

interface ResultProps {
  run: OverlayRun;
  result: NonNullable<OverlayRun['result']>;
  params: { district: string; run: string };
}

function Result({ run, result, params }: ResultProps) {
  return (
    <>
      <Reconciled result={result} district={params.district} />
      <Tabs
        items={[
          {
            key: 'conflicts',
            label: '差异图斑',
            children: (
              <div className="overlay-columns">
                <div>
                  <KindsTable result={result} />
                  <TownsTable params={params} />
                </div>
                <PlacesMap run={run} params={params} box={result.box} />
              </div>
            ),
          },
          { key: 'matrix', label: '差异矩阵', children: <MatrixView run={run} result={result} /> },
          {
            key: 'undecided',
            label: `待定编码 ${result.undecided.length}`,
            children: <Undecided run={run} undecided={result.undecided} />,
          },
        ]}
      />
    </>
  );
}
