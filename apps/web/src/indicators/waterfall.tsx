import { useQuery } from '@tanstack/react-query';
import { indicatorRoutes, type Indicator, type WaterfallPart } from '@quantu/indicators';
import { addDays, parseDay } from '@quantu/base';
import { Input } from 'antd';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { todayInChina, usualDays, useAsOf } from '../shell/as-of.ts';
import { recordAddress } from '../shell/catalogue.ts';
import { Light } from '../shell/light.tsx';
import { moment } from '../shell/moment.ts';
import { FaultLine } from '../shell/states.tsx';
import { useSearchState } from '../shell/use-search-state.ts';
import type { Narrowing } from './indicator-page.tsx';
import { WaterfallChart } from './waterfall-chart.tsx';
import { amountText, changeText, REASON_WORDS, STEP_LIGHTS, STEP_MEANS, STEP_WORDS, valueText } from './words.ts';

interface Props {
  params: { district: string; register: string; figure: string };
  query: Narrowing;
  data: Indicator;
}

/** Why it is not what it was on an earlier day: a picture, and under it every row. */
export function Change({ params, query: { asOf, period, scope }, data }: Props) {
  const [search, show] = useSearchState();
  const until = useAsOf() ?? todayInChina();
  const from = parseDay(search.get('since') ?? '') ?? usualDays(until)[0]?.day ?? addDays(until, -31);
  const query = {
    from,
    ...(asOf ? { until: asOf } : {}),
    ...(period ? { period } : {}),
    ...(scope ? { scope } : {}),
  };
  const answer = useQuery({
    queryKey: ['indicator-waterfall', params, query],
    queryFn: ({ signal }) => call(indicatorRoutes.waterfall, { params, query, signal }),
    enabled: from < until,
    placeholderData: (before) => before,
  });
  const found = answer.data?.data;
  return (
    <section className="panel indicator-section">
      <div className="page-head">
        <h2>为什么变化</h2>
        <span className="page-note">
          <label>
            从{' '}
            <Input
              type="date"
              className="day-input"
              max={addDays(until, -1)}
              key={from}
              defaultValue={from}
              onChange={({ target }) => {
                const day = parseDay(target.value);
                if (day !== null && day >= '1990-01-01' && day < until) show({ since: day });
              }}
            />
          </label>{' '}
          到 {asOf ?? '今天'}
        </span>
      </div>
      <FaultLine error={answer.error} onRetry={() => void answer.refetch()} />
      {found && (
        <>
          <p>
            {valueText(found.first)} → {valueText(found.last)}
          </p>
          {found.effects.map(({ label, change }) => (
            <p key={label} className="quiet">
              {label}使它变化 {changeText(roundedChange(change), data.unit)}
            </p>
          ))}
          {found.parts.map((part) => (
            <PartOf key={part.label} params={params} part={part} isNamed={found.parts.length > 1} />
          ))}
        </>
      )}
    </section>
  );
}

/** Effects on a share have endless digits; they are told with two. */
const roundedChange = (change: string): string => String(Math.round(Number(change) * 100) / 100);

function PartOf({ params, part, isNamed }: { params: Props['params']; part: WaterfallPart; isNamed: boolean }) {
  if (part.steps.length === 0) {
    return (
      <p className="quiet">
        {isNamed && `${part.label}：`}
        {part.note ?? '这段时间没有变化。'}
      </p>
    );
  }
  return (
    <>
      {isNamed && <h3 className="drawer-head">{part.label}</h3>}
      {part.note !== null && <p className="quiet">{part.note}</p>}
      <WaterfallChart part={part} />
      {part.steps.map((step) => (
        <details key={step.kind} className="step">
          <summary>
            <Light kind={STEP_LIGHTS[step.kind]} word={STEP_WORDS[step.kind]} />
            <b className="num">{changeText(step.change, part.unit)}</b>
            <span>{step.count} 行</span>
            <span className="quiet">{STEP_MEANS[step.kind]}</span>
          </summary>
          <StepRows params={params} step={step} unit={part.unit} />
        </details>
      ))}
    </>
  );
}

function StepRows({
  params,
  step,
  unit,
}: {
  params: Props['params'];
  step: WaterfallPart['steps'][number];
  unit: string;
}) {
  const others = step.count - step.rows.length - step.hidden;
  return (
    <>
      <div className="chart-table">
        <table>
          <thead>
            <tr>
              <th scope="col">记录</th>
              <th scope="col">原因</th>
              <th scope="col">原来</th>
              <th scope="col">现在</th>
              <th scope="col">变化</th>
              <th scope="col">谁、何时、为什么</th>
            </tr>
          </thead>
          <tbody>
            {step.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  {row.isThere ? (
                    <Link to={recordAddress(params.district, params.register, row.id)}>{row.title}</Link>
                  ) : (
                    row.title
                  )}
                </th>
                <td>{REASON_WORDS[row.reason]}</td>
                <td className="num">{amountText(row.before, unit)}</td>
                <td className="num">{amountText(row.after, unit)}</td>
                <td className="num">{changeText(row.change, unit)}</td>
                <td className="quiet">
                  {row.at !== null && `${row.by} ${moment(row.at)}`}
                  {row.why !== null && ` ${row.why}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {step.hidden > 0 && <p className="quiet">另有 {step.hidden} 行您无权查看，已计入合计。</p>}
      {others > 0 && (
        <p className="quiet">
          只列出变化最大的 {step.rows.length} 行，其余 {others} 行已计入合计。
        </p>
      )}
    </>
  );
}
