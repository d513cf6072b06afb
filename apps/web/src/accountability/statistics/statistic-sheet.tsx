import type { StatisticTable } from '@quantu/accountability';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { registerAddress } from '../../shell/catalogue.ts';

type Figure = StatisticTable['rows'][number]['now'][number];
type Count = Figure['of'];

interface Props {
  district: string;
  table: StatisticTable;
  years: readonly [now: number, before: number];
}

/** One table: all together first, then each unit; under a rate its numbers, each of them a way to its rows. */
export function StatisticSheet({ district, table: { key, label, by, note, columns, rows }, years }: Props) {
  return (
    <section className="panel statistic" aria-label={label}>
      <h2>
        {label} <span className="quiet">{note}</span>
      </h2>
      <div className="statistic-scroll" tabIndex={0} role="region" aria-label={`${label}，可左右滚动`}>
        <table className="statistic-table">
          <thead>
            <tr>
              <th scope="col">{by}</th>
              {columns.map((column) => (
                <th key={column.key} scope="col" title={column.formula}>
                  {column.label}
                  <span className="quiet">（{column.unit}）</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} className={row.key === '' ? 'statistic-total' : undefined}>
                <th scope="row">{row.label}</th>
                {columns.map((column, at) => (
                  <td key={column.key}>
                    <Value district={district} figure={row.now[at]!} />
                    <div className="statistic-before">
                      <span>
                        {years[1]}：
                        <Value district={district} figure={row.before[at]!} isQuiet />
                      </span>
                      <Change value={row.change[at] ?? null} isRate={column.unit === '%'} />
                    </div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details className="statistic-formulas">
        <summary>公式</summary>
        <dl>
          {columns.map((column) => (
            <div key={`${key}-${column.key}`}>
              <dt>{column.label}</dt>
              <dd>{column.formula}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function Rows({ district, of, children }: { district: string; of: Count; children: ReactNode }) {
  const search = new URLSearchParams({ filter: of.filter }).toString();
  return <Link to={registerAddress(district, of.register, search)}>{children}</Link>;
}

function Value({ district, figure, isQuiet = false }: { district: string; figure: Figure; isQuiet?: boolean }) {
  const { value, why, of, base } = figure;
  if (base === null)
    return (
      <Rows district={district} of={of}>
        {value}
      </Rows>
    );
  if (value === null)
    return (
      <span className="statistic-unknown" title={why}>
        无法判定{!isQuiet && <small className="quiet">（{why.replace('，无法判定', '')}）</small>}
      </span>
    );
  return (
    <>
      <strong className={isQuiet ? 'statistic-quiet' : undefined}>{value}%</strong>{' '}
      <small className="statistic-parts">
        <Rows district={district} of={of}>
          {of.count}
        </Rows>
        ÷
        <Rows district={district} of={base}>
          {base.count}
        </Rows>
      </small>
    </>
  );
}

/** More or fewer, said by sign and not by colour: whether it is good depends on what is counted. */
function Change({ value, isRate }: { value: string | null; isRate: boolean }) {
  if (value === null) return null;
  const word = Number(value) === 0 ? '持平' : value.startsWith('-') ? `▼${value.slice(1)}` : `▲${value.slice(1)}`;
  return <span title={isRate ? '百分点' : '件'}> {word}</span>;
}
