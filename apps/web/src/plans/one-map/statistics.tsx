import type { AnswerOf } from '@quantu/people';
import { mapRoutes } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { geometryOf } from '../../map/draw.ts';
import { useAsOfQuery } from '../../shell/as-of.ts';
import { call } from '../../shell/api.ts';
import { grouped } from '../../shell/figure-text.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { addingUp } from '../adding-up.ts';
import { csvOf, saveText } from '../save-text.ts';
import { plansKey } from '../use-plans.ts';
import { areaText, areaUnits, hectares, lengthText, versionText } from '../words.ts';
import { DrawActs } from './measured.tsx';
import type { OneMapHere } from './use-one-map.ts';

type AreaStatistics = AnswerOf<typeof mapRoutes.statistics>['data'];
type Covered = AreaStatistics['layers'][number];

/** What lies in a drawn area, layer by layer; of classified layers the 用地平衡表. */
export function Statistics({ here }: { here: OneMapHere }) {
  const { district, lying, state, isDrawing } = here;
  const asOf = useAsOfQuery();
  const area = isDrawing ? null : geometryOf('area', state.drawn);
  const layers = lying.map(({ layer, version }) => ({ layer: layer.id, version }));
  const statistics = useQuery({
    queryKey: [...plansKey(district), 'statistics', area, layers, asOf],
    queryFn: ({ signal }) =>
      call(mapRoutes.statistics, {
        params: { district },
        body: { area: area as never, layers, ...asOf },
        signal,
      }),
    enabled: area !== null,
  });
  const data = statistics.data?.data;
  return (
    <>
      {isDrawing && <p className="quiet">在图上依次点出范围的各角，双击闭合；显示着的图层都会统计。</p>}
      <DrawActs here={here} kind="area" />
      <FaultLine error={statistics.error} onRetry={() => void statistics.refetch()} />
      {area !== null && statistics.isPending && <Loading label="正在统计" />}
      {data && (
        <>
          <p className="map-sum">
            范围{' '}
            {areaUnits(data.areaM2).map(({ unit, text }) => (
              <span key={unit}>
                <b>{text}</b> {unit}{' '}
              </span>
            ))}
          </p>
          <p className="map-acts">
            <Button onClick={() => saveText('范围统计.csv', statisticsCsv(data))}>导出 csv</Button>
          </p>
          {data.layers.map((one) => (
            <LayerTable
              key={one.layer}
              one={one}
              version={versionText(
                here.layers.find(({ id }) => id === one.layer),
                one.version,
              )}
            />
          ))}
        </>
      )}
    </>
  );
}

function LayerTable({ one, version }: { one: Covered; version: string }) {
  const summary = [
    `${grouped(String(one.features))} 个`,
    ...(one.coveredM2 > 0 ? [`${hectares(one.coveredM2)} 公顷`] : []),
    ...(one.lengthM > 0 ? [lengthText(one.lengthM)] : []),
  ];
  // Rounded so that what is shown adds up to what is shown.
  const shownHectares = addingUp(one.balance.map(({ areaM2 }) => areaM2 / 10_000));
  const shares = addingUp(one.balance.map(({ share }) => Number(share) * 100));
  return (
    <section className="balance" aria-label={one.name}>
      <h3>
        {one.name}
        <span className="quiet">
          　{version} · {summary.join(' · ')}
        </span>
      </h3>
      {one.balance.length > 0 && one.features > 0 && (
        <table>
          <caption className="sr-only">{one.name}用地平衡表</caption>
          <thead>
            <tr>
              <th scope="col">代码</th>
              <th scope="col">类别</th>
              <th scope="col" className="num">
                公顷
              </th>
              <th scope="col" className="num">
                占比 %
              </th>
            </tr>
          </thead>
          <tbody>
            {one.balance.map((row, i) => (
              <tr key={`${row.code}-${row.label}`}>
                <td>{row.code ?? ''}</td>
                <td>{nameOf(row)}</td>
                <td className="num">{grouped(shownHectares[i]!)}</td>
                <td className="num">{shares[i]}</td>
              </tr>
            ))}
          </tbody>
          {one.coveredM2 > 0 && (
            <tfoot>
              <tr>
                <td />
                <th scope="row">合计</th>
                <td className="num">{hectares(one.balance.reduce((sum, { areaM2 }) => sum + areaM2, 0))}</td>
                <td className="num">100.00</td>
              </tr>
            </tfoot>
          )}
        </table>
      )}
      {one.againM2 > 0 && <p className="quiet">同类图斑相互重叠 {areaText(one.againM2)}，在表里只计一次。</p>}
    </section>
  );
}

/** The name without the code, which has a column of its own. */
const nameOf = ({ code, label }: Covered['balance'][number]): string =>
  code !== null && label.startsWith(code) && label !== code ? label.slice(code.length).trim() : label;

const percent = (share: string): string => (Number(share) * 100).toFixed(2);

function statisticsCsv({ areaM2, layers }: AreaStatistics): string {
  return csvOf([
    ['图层', '版本', '代码', '类别', '要素数', '面积（平方米）', '面积（公顷）', '面积（亩）', '占范围（%）'],
    ['范围', null, null, null, null, areaM2.toFixed(2), (areaM2 / 1e4).toFixed(4), (areaM2 * 0.0015).toFixed(2), '100'],
    ...layers.flatMap((one) =>
      one.balance.map((row) => [
        one.name,
        one.version,
        row.code,
        row.label,
        row.features,
        row.areaM2.toFixed(2),
        (row.areaM2 / 1e4).toFixed(4),
        (row.areaM2 * 0.0015).toFixed(2),
        percent(row.share),
      ]),
    ),
  ]);
}
