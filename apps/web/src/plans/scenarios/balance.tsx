import { scenarioRoutes, type MapLayer } from '@quantu/plans';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../shell/api.ts';
import { useDistrict } from '../../shell/session.ts';
import { FaultLine, Loading } from '../../shell/states.tsx';
import { addingUp } from '../adding-up.ts';
import { plansKey } from '../use-plans.ts';
import { hectares, versionText } from '../words.ts';

/** 用地平衡 before and after, class by class. */
export function Balance({ layer, from, to }: { layer: MapLayer; from: number; to: number }) {
  const district = useDistrict();
  const balance = useQuery({
    queryKey: [...plansKey(district), 'balance', layer.id, from, to],
    queryFn: ({ signal }) =>
      call(scenarioRoutes.balance, { params: { district, layer: layer.id }, query: { from, to }, signal }),
  });
  if (balance.isPending) return <Loading label="正在统计" />;
  if (!balance.data) return <FaultLine error={balance.error} onRetry={() => void balance.refetch()} />;
  const rows = balance.data.data;
  const before = addingUp(rows.map((row) => row.before.areaM2 / 10_000));
  const after = addingUp(rows.map((row) => row.after.areaM2 / 10_000));
  const sum = (side: 'before' | 'after'): number => rows.reduce((all, row) => all + row[side].areaM2, 0);
  return (
    <section aria-label="用地平衡">
      <div className="bar version-bar">
        <h2>用地平衡</h2>
      </div>
      <div className="table-scroll">
        <table className="version-table">
          <caption className="sr-only">用地平衡对比（公顷）</caption>
          <thead>
            <tr>
              <th scope="col">类别</th>
              <th scope="col" className="num">
                {versionText(layer, from)}（公顷）
              </th>
              <th scope="col" className="num">
                {versionText(layer, to)}（公顷）
              </th>
              <th scope="col" className="num">
                增减（公顷）
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row.code ?? ''}>
                <th scope="row">{row.label}</th>
                <td className="num">{before[i]}</td>
                <td className="num">{after[i]}</td>
                <td className="num">{signed(Number(after[i]) - Number(before[i]))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">合计</th>
              <td className="num">{hectares(sum('before'))}</td>
              <td className="num">{hectares(sum('after'))}</td>
              <td className="num">{signed((sum('after') - sum('before')) / 10_000)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

const signed = (value: number): string =>
  Math.abs(value) < 0.005 ? '—' : `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
