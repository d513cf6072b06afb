import { groundMatrix, GROUNDS, purposeLabel, type ClassPair, type OverlayRun, type RunResult } from '@quantu/plans';
import { Select } from 'antd';
import { useState } from 'react';
import { grouped } from '../../shell/figure-text.ts';
import { hectares } from '../words.ts';

const ALL = '';

/** Build against non-build and class against class of two layers, in one town or all. */
export function MatrixView({ run, result: { matrices } }: { run: OverlayRun; result: RunResult }) {
  const pairs = [...new Set(matrices.map(({ a, b }) => `${a},${b}`))];
  const [pair, setPair] = useState(pairs[0] ?? '');
  const [town, setTown] = useState(ALL);
  const towns = [...new Set(matrices.map((row) => row.town ?? '镇街以外'))];
  const rows = matrices.filter((row) => `${row.a},${row.b}` === pair && (town === ALL || (row.town ?? '镇街以外') === town)); // prettier-ignore
  const name = (text: string): string => text.split(',').map((at) => run.layers[Number(at)]?.name ?? '').join(' × '); // prettier-ignore
  if (pairs.length === 0) return <p className="quiet">所选图层里没有两个说明用途的图层，没有矩阵。</p>;
  return (
    <>
      <p className="overlay-limits">
        <Select
          aria-label="哪两个图层"
          value={pair}
          onChange={setPair}
          popupMatchSelectWidth={false}
          options={pairs.map((value) => ({ value, label: name(value) }))}
        />
        <Select
          aria-label="镇街"
          value={town}
          onChange={setTown}
          popupMatchSelectWidth={false}
          options={[{ value: ALL, label: '全部镇街' }, ...towns.map((value) => ({ value, label: value }))]}
        />
      </p>
      <h2 className="overlay-head">建设与非建设</h2>
      <Matrix
        heads={name(pair).split(' × ')}
        rows={groundMatrix(rows).map((row) => ({
          ...row,
          a: GROUNDS[row.a],
          b: GROUNDS[row.b],
          isSame: row.a === row.b,
        }))}
      />
      <h2 className="overlay-head">按用途</h2>
      <Matrix heads={name(pair).split(' × ')} rows={byClass(rows)} />
    </>
  );
}

interface Line {
  readonly a: string;
  readonly b: string;
  readonly isSame: boolean;
  readonly patches: number;
  readonly areaM2: number;
  readonly slivers: number;
  readonly sliverM2: number;
}

function Matrix({ heads, rows }: { heads: readonly string[]; rows: readonly Line[] }) {
  const total = rows.reduce((sum, { areaM2 }) => sum + areaM2, 0);
  return (
    <div className="overlay-scroll">
      <table className="overlay-table">
        <thead>
          <tr>
            <th scope="col">{heads[0]}</th>
            <th scope="col" className="overlay-word">
              {heads[1]}
            </th>
            <th scope="col">图斑</th>
            <th scope="col">平方米</th>
            <th scope="col">亩</th>
            <th scope="col">公顷</th>
            <th scope="col">占比</th>
            <th scope="col">其中碎小</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.a},${row.b}`} className={row.isSame ? undefined : 'is-different'}>
              <th scope="row">{row.a}</th>
              <td className="overlay-word">{row.b}</td>
              <td>{row.patches + row.slivers}</td>
              <td>{grouped(row.areaM2.toFixed(2))}</td>
              <td>{grouped(((row.areaM2 * 3) / 2000).toFixed(2))}</td>
              <td>{hectares(row.areaM2)}</td>
              <td>{total === 0 ? '—' : `${((row.areaM2 / total) * 100).toFixed(2)}%`}</td>
              <td>{row.slivers === 0 ? '—' : `${row.slivers} 块 ${row.sliverM2.toFixed(2)}`}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">合计</th>
            <td />
            <td>{rows.reduce((sum, { patches, slivers }) => sum + patches + slivers, 0)}</td>
            <td>{grouped(total.toFixed(2))}</td>
            <td>{grouped(((total * 3) / 2000).toFixed(2))}</td>
            <td>{hectares(total)}</td>
            <td>100%</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** The classes over all towns shown, the largest first. */
function byClass(rows: readonly ClassPair[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { classA, classB, patches, areaM2, slivers, sliverM2 } of rows) {
    const key = `${classA},${classB}`;
    const line = lines.get(key);
    lines.set(key, {
      a: purposeLabel(classA),
      b: purposeLabel(classB),
      isSame: classA === classB,
      patches: (line?.patches ?? 0) + patches,
      areaM2: (line?.areaM2 ?? 0) + areaM2,
      slivers: (line?.slivers ?? 0) + slivers,
      sliverM2: (line?.sliverM2 ?? 0) + sliverM2,
    });
  }
  return [...lines.values()].sort((x, y) => y.areaM2 - x.areaM2);
}
