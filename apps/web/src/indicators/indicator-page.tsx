import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '@quantu/people';
import { indicatorRoutes } from '@quantu/indicators';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { call } from '../shell/api.ts';
import { useAsOf } from '../shell/as-of.ts';
import { FigureLight } from '../shell/figure-parts.tsx';
import { fullFigure } from '../shell/figure-text.ts';
import { moment } from '../shell/moment.ts';
import { PageHead } from '../shell/page.tsx';
import { Parts } from '../shell/parts.tsx';
import { useDistrict } from '../shell/session.ts';
import { Failed, FaultLine, Loading } from '../shell/states.tsx';
import { useSearchState } from '../shell/use-search-state.ts';
import { rowsAddress } from './addresses.ts';
import { Groups } from './groups.tsx';
import { PeriodSelect } from './periods.tsx';
import { SeriesChart } from './series-chart.tsx';
import { Signatures } from './signatures.tsx';
import { Change } from './waterfall.tsx';
import { HOW_WORDS, valueText } from './words.ts';
import './indicators.css';

type Answer = AnswerOf<typeof indicatorRoutes.indicator>;
export type Narrowing = { asOf?: string; period?: string; scope?: string };

/** A figure, opened: value, definition, rows, groups, months, why it changed, who signed it, where it is said. */
export function IndicatorPage() {
  const district = useDistrict();
  const { register = '', figure = '' } = useParams();
  const day = useAsOf();
  const [search, show] = useSearchState();
  const period = search.get('period');
  const scope = search.get('scope');
  const query: Narrowing = {
    ...(day === null ? {} : { asOf: day }),
    ...(period ? { period } : {}),
    ...(scope ? { scope } : {}),
  };
  const params = { district, register, figure };
  const opened = useQuery({
    queryKey: ['indicator', params, query],
    queryFn: ({ signal }) => call(indicatorRoutes.indicator, { params, query, signal }),
    placeholderData: (before) => before,
  });
  if (opened.isPending) return <Loading />;
  if (!opened.data) return <Failed error={opened.error} onRetry={() => void opened.refetch()} />;
  const { data, can } = opened.data;
  return (
    <div className="page indicator">
      <PageHead title={titleOf(data)} note={<Link to={`/d/${district}/indicators`}>全部指标</Link>}>
        {data.hasPeriod && <PeriodSelect value={period} onChange={(chosen) => show({ period: chosen })} />}
        {data.scope && <Button onClick={() => show({ scope: '' })}>看全部，不限{data.scope.label}</Button>}
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      </PageHead>
      <FaultLine error={opened.error} onRetry={() => void opened.refetch()} />
      <div className="columns">
        <section className="panel">
          <p className="indicator-value" title={data.current.value === null ? undefined : fullOf(data)}>
            {valueText(data.current)}
          </p>
          {data.current.note !== null && <p className="quiet">{data.current.note}</p>}
          <Behind district={district} data={data} />
        </section>
        <section className="panel">
          <h2>出现于</h2>
          <Appears district={district} appears={data.appears} />
          <Signatures params={params} query={query} signatures={data.signatures} maySign={can.sign} />
        </section>
      </div>
      {can.narrow ? (
        <>
          <SeriesChart params={params} query={query} label={data.label} />
          <Change params={params} query={query} data={data} />
          {data.by.length > 0 && data.scope === null && <Groups params={params} query={query} data={data} />}
        </>
      ) : (
        <p className="quiet">这个指标用到您无权查看的字段，只公布总数，不提供分组、走势和逐行变化。</p>
      )}
    </div>
  );
}

function titleOf({ label, scope, period }: Answer['data']): string {
  return [label, scope?.label, period?.words].filter((word) => word !== undefined && word !== null).join(' · ');
}

const fullOf = ({ current, how }: Answer['data']): string =>
  how === 'share'
    ? `${current.value}${current.unit}`
    : fullFigure(current.value!, current.unit.replace(/^[万亿]+/, ''));

/** Definition, rows, map, data version: what stands behind the number. */
function Behind({ district, data }: { district: string; data: Answer['data'] }) {
  const { definition, definitions, current, register, registerLabel, hasMap, hidden, dataAt, digest, how } = data;
  return (
    <>
      <h3 className="drawer-head">口径</h3>
      <p>{definition.words}</p>
      <Parts
        parts={[
          ['台账', registerLabel],
          ['算法', HOW_WORDS[how]],
          ...(definition.conditions === ''
            ? []
            : ([['条件', definition.conditions]] as const).map(([a, b]) => [a, b] as [string, string])),
          ['规则', `第 ${definition.version} 版${definition.since === null ? '' : `，自 ${definition.since}`}`],
        ]}
      />
      {definitions.length > 1 && (
        <details>
          <summary>历次口径（{definitions.length}）</summary>
          <ol className="history">
            {definitions.map(({ version, since, words }) => (
              <li key={version}>
                <div className="quiet">
                  第 {version} 版{since === null ? '' : `，自 ${since}`}
                </div>
                {words}
              </li>
            ))}
          </ol>
        </details>
      )}
      <h3 className="drawer-head">依据</h3>
      <ul className="plain-list">
        {current.parts.map((part) => (
          <li key={part.figure}>
            <span>
              {current.parts.length > 1 && `${part.label} ${valueText(part)} · `}
              {part.rows} 行{part.missing > 0 && `，其中 ${part.missing} 行没有填写`}
            </span>
            <span className="indicator-links">
              <Link to={rowsAddress(district, register, part.filter)}>打开表格</Link>
              {hasMap && <Link to={rowsAddress(district, register, part.filter, 'map')}>在地图上看</Link>}
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="quiet">其中 {hidden} 行您无权查看，打开表格时不显示。</p>}
      <p className="quiet">
        数据版本 {moment(dataAt)}
        {digest !== null && (
          <>
            {' '}
            · 摘要 <code title={digest}>{digest.slice(0, 8)}…</code>
          </>
        )}
      </p>
    </>
  );
}

function Appears({ district, appears }: { district: string; appears: Answer['data']['appears'] }) {
  if (appears.length === 0) return <p className="quiet">还没有报告里的数字对应到这个指标。</p>;
  return (
    <ul className="plain-list">
      {appears.map((one) => (
        <li key={one.figure}>
          <Link to={`/d/${district}/documents/${one.document}?place=${one.start}`}>
            {one.number ?? one.title} <b>{one.surface}</b>
          </Link>
          <FigureLight state={one.state} />
        </li>
      ))}
    </ul>
  );
}
