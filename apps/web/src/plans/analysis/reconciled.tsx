import type { RunResult } from '@quantu/plans';
import { Link } from 'react-router';
import { grouped } from '../../shell/figure-text.ts';
import { Light } from '../../shell/light.tsx';
import { areaText } from '../words.ts';

const EXACT = 1e-9;

/** That the cells add up to what the layers cover, and what became of the register. */
export function Reconciled({ result: { sums, register, kinds }, district }: { result: RunResult; district: string }) {
  const isExact = Math.abs(sums.cellsM2 - sums.unionM2) <= EXACT * Math.max(sums.unionM2, 1);
  const count = kinds.reduce((sum, kind) => sum + kind.count, 0);
  return (
    <div className="overlay-told">
      <p>
        <Light kind={isExact ? 'good' : 'bad'} word={isExact ? '面积相符' : '面积不符'} />
        {'　'}
        {grouped(String(sums.cells))} 个小块合计 {grouped(sums.cellsM2.toFixed(2))} 平方米，各图层合并范围{' '}
        {grouped(sums.unionM2.toFixed(2))} 平方米
        {sums.slivers > 0 && (
          <span className="quiet">
            ，其中碎小图形 {grouped(String(sums.slivers))} 块、{areaText(sums.sliverM2)}
          </span>
        )}
      </p>
      {register === null ? (
        <p className="quiet">试算：找到 {count} 个差异图斑，没有写入台账</p>
      ) : (
        <p>
          <Link to={`/d/${district}/registers/plan-conflict`}>差异图斑台账</Link>：新增 {register.added}，有变化{' '}
          {register.changed}，不变 {register.same}，再次出现 {register.returned}，消除 {register.gone}
        </p>
      )}
    </div>
  );
}
