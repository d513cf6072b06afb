import { conflictKindLabel, type RunResult } from '@quantu/plans';
import { hectares } from '../words.ts';
import { KIND_COLOURS } from './kinds.ts';

const mu = (m2: number): string => ((m2 * 3) / 2000).toFixed(2);

/** How many places and how much ground of each kind, with slivers apart; what could not be judged says why. */
export function KindsTable({ result: { kinds } }: { result: RunResult }) {
  const judged = kinds.filter(({ unjudged }) => unjudged === null);
  const others = kinds.filter(({ unjudged }) => unjudged !== null);
  return (
    <div className="overlay-kinds-table">
      <table className="overlay-table">
        <caption className="sr-only">各类冲突的图斑数和面积</caption>
        <thead>
          <tr>
            <th scope="col">冲突</th>
            <th scope="col">图斑</th>
            <th scope="col">亩</th>
            <th scope="col">公顷</th>
            <th scope="col">碎小</th>
          </tr>
        </thead>
        <tbody>
          {judged.map(({ kind, count, areaM2, slivers, sliverM2 }) => (
            <tr key={kind} className={count === 0 ? 'is-none' : undefined}>
              <th scope="row">
                <span className="swatch" style={{ background: KIND_COLOURS[kind] }} /> {conflictKindLabel(kind)}
              </th>
              <td>{count}</td>
              <td>{mu(areaM2)}</td>
              <td>{hectares(areaM2)}</td>
              <td title={`${sliverM2.toFixed(2)} 平方米`}>{slivers}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {others.length > 0 && (
        <details>
          <summary className="quiet">没有判断的 {others.length} 类</summary>
          <ul>
            {others.map(({ kind, unjudged }) => (
              <li key={kind} className="quiet">
                {conflictKindLabel(kind)}：{unjudged}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
