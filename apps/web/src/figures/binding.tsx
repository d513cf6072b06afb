import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyOf } from '@quantu/people';
import { indicatorRoutes, type BindingAnswer, type BindingChoice } from '@quantu/indicators';
import type { FigureRow } from '@quantu/product-documents';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../shell/api.ts';
import { FIGURE_LIGHT_MEANS, FigureLight } from '../shell/figure-parts.tsx';
import { moment } from '../shell/moment.ts';
import { Parts } from '../shell/parts.tsx';
import { FaultLine } from '../shell/states.tsx';
import { indicatorAddress, rowsAddress } from '../indicators/addresses.ts';
import { changeText, valueText } from '../indicators/words.ts';
import { BindDialog } from './bind-dialog.tsx';
import '../indicators/indicators.css';

type Wish = BodyOf<typeof indicatorRoutes.bind>;

/** What stands behind a printed figure: the register's figure, its rows, and where else it may belong. */
export function Binding({ district, figure }: { district: string; figure: FigureRow }) {
  const client = useQueryClient();
  const [isChoosing, choose] = useState(false);
  const params = { district, figure: figure.id };
  const key = ['figures', district, 'binding', figure.id];
  const binding = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(indicatorRoutes.binding, { params, signal }),
  });
  const taken = async (answer: BindingAnswer): Promise<void> => {
    client.setQueryData(key, answer);
    choose(false);
    await client.invalidateQueries({ queryKey: ['figures', district], predicate: (query) => query.queryKey !== key });
  };
  const bind = useMutation({
    mutationFn: (body: Wish) => call(indicatorRoutes.bind, { params, body }),
    onSuccess: taken,
  });
  const unbind = useMutation({ mutationFn: () => call(indicatorRoutes.unbind, { params }), onSuccess: taken });
  if (!binding.data) return <FaultLine error={binding.error} onRetry={() => void binding.refetch()} />;
  const { data, can } = binding.data;
  const isBusy = bind.isPending || unbind.isPending;
  return (
    <>
      <h3 className="drawer-head">依据</h3>
      <p>
        <FigureLight state={data.state} evidence={figure.evidence} />{' '}
        <span className="quiet">{FIGURE_LIGHT_MEANS[data.state]}</span>
      </p>
      {data.bound && <Bound district={district} answer={data} bound={data.bound} />}
      {data.origin === 'unbound' && (
        <p className="quiet">
          {data.by} {data.at !== null && moment(data.at)} 确认没有对应的台账指标。
        </p>
      )}
      <FaultLine error={bind.error ?? unbind.error} />
      {can.bind && (
        <div className="binding-choice-foot">
          <Button size="small" onClick={() => choose(true)}>
            {data.bound ? '换一个指标' : '选择指标'}
          </Button>
          {data.origin !== 'unbound' && (
            <Button size="small" disabled={isBusy} onClick={() => bind.mutate({ register: null, figure: null })}>
              没有对应的指标
            </Button>
          )}
          {(data.origin === 'person' || data.origin === 'unbound') && (
            <Button size="small" disabled={isBusy} onClick={() => unbind.mutate()}>
              恢复自动判断
            </Button>
          )}
        </div>
      )}
      {data.choices.length > 0 && data.origin !== 'unbound' && (
        <>
          <h3 className="drawer-head">{data.bound ? '也可能是' : '可能是'}</h3>
          {data.choices.map((one) => (
            <Choice
              key={choiceKey(one)}
              district={district}
              choice={one}
              {...(can.bind ? { onTake: () => bind.mutate(wishOf(one)), isBusy } : {})}
            />
          ))}
        </>
      )}
      {isChoosing && (
        <BindDialog
          district={district}
          figure={figure}
          error={bind.error}
          isBusy={isBusy}
          onBind={(wish) => bind.mutate(wish)}
          onClose={() => choose(false)}
        />
      )}
    </>
  );
}

const choiceKey = ({ register, figure, scope, period }: BindingChoice): string =>
  [register, figure, scope?.value, period?.text].join();

function wishOf({ register, figure, scope, period }: BindingChoice): Wish {
  return {
    register,
    figure,
    ...(scope ? { scope: `${scope.field}:${scope.value}` } : {}),
    ...(period ? { period: period.text } : {}),
  };
}

const narrowed = ({ scope, period }: BindingChoice) => ({
  scope: scope && `${scope.field}:${scope.value}`,
  period: period && period.text,
});

function nameOf({ label, scope, period }: BindingChoice): string {
  return [label, scope?.label, period?.words].filter(Boolean).join(' · ');
}

const ORIGIN_WORDS = {
  automatic: '名称、单位和期间一致，自动对应',
  person: '人工对应',
  unbound: '',
  none: '',
} as const;

type Data = BindingAnswer['data'];

function Bound({ district, answer, bound }: { district: string; answer: Data; bound: BindingChoice }) {
  const then = answer.onItsDay;
  return (
    <>
      <Parts
        parts={[
          [
            '指标',
            <Link key="indicator" to={indicatorAddress(district, bound.register, bound.figure, narrowed(bound))}>
              {nameOf(bound)}
            </Link>,
          ],
          ['台账', bound.registerLabel],
          [
            '台账现值',
            <span key="value">
              {valueText(bound)}
              {bound.drift !== null && (
                <span className="quiet">（与报告相差 {changeText(bound.drift, bound.unit)}）</span>
              )}
              {bound.note !== null && <div className="quiet">{bound.note}</div>}
            </span>,
          ],
          ...(then ? ([['报告日', `${then.shown ?? '无法判定'}（${then.day}）`]] satisfies [string, string][]) : []),
          ['对应', `${ORIGIN_WORDS[answer.origin]}${answer.by === null ? '' : `：${answer.by}`}`],
        ]}
      />
      <p className="indicator-links">
        <Link to={rowsAddress(district, bound.register, bound.filter)}>打开表格</Link>
        {bound.hasMap && <Link to={rowsAddress(district, bound.register, bound.filter, 'map')}>在地图上看</Link>}
        <Link to={indicatorAddress(district, bound.register, bound.figure, narrowed(bound))}>为什么变化</Link>
      </p>
    </>
  );
}

interface ChoiceProps {
  district: string;
  choice: BindingChoice;
  onTake?: () => void;
  isBusy?: boolean;
}

function Choice({ district, choice, onTake, isBusy = false }: ChoiceProps) {
  return (
    <div className="binding-choice">
      <Link to={indicatorAddress(district, choice.register, choice.figure, narrowed(choice))}>{nameOf(choice)}</Link>
      <div className="binding-choice-foot">
        <FigureLight state={choice.state} evidence={{ ...choice, shown: valueText(choice), isProposed: true }} />
        <span className="quiet">
          {choice.registerLabel} · 把握 {Math.round(choice.confidence * 100)}%
        </span>
        {onTake && (
          <Button size="small" disabled={isBusy} onClick={onTake}>
            就是它
          </Button>
        )}
      </div>
    </div>
  );
}
