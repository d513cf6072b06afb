import { Button } from 'antd';
import { Component, lazy, Suspense, useState, type ReactNode } from 'react';
import type { ChartOption } from './chart-canvas.tsx';
import './chart.css';

// ECharts arrives with the first chart that is looked at, never with a page.
const Canvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }));

/** What a chart says, for readers, for copying, and where it cannot be drawn. Numbers come as they are to be read. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface Props {
  /** What it shows, one line: the caption, and what is read aloud in place of the picture. */
  label: string;
  /** Bars, lines, scatter and what ECharts lays over them; colours, letters and grid come from the house. */
  option: ChartOption;
  table: ChartTable;
  /** In lines of text, so that it grows in elder mode. */
  height?: number;
  note?: ReactNode;
  /** A mark was clicked or entered: its series and place. */
  onPick?: (picked: { series: string; index: number }) => void;
}

/** A chart with its numbers: picture first, the table one button away; where the picture fails, the table at once. */
export function Chart({ label, option, table, height = 18, note, onPick }: Props) {
  const [isTable, setTable] = useState(false);
  const numbers = <ChartNumbers label={label} table={table} />;
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <span>
          {label}
          {note !== undefined && <span className="quiet"> {note}</span>}
        </span>
        <Button
          size="small"
          type="text"
          className="chart-switch"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        >
          {isTable ? '看图' : '看数据'}
        </Button>
      </figcaption>
      {isTable ? (
        numbers
      ) : (
        <OrElse fallback={numbers}>
          <Suspense fallback={<div className="chart-canvas" style={{ height: `${height}em` }} />}>
            <Canvas label={label} option={option} height={height} {...(onPick ? { onPick } : {})} />
          </Suspense>
        </OrElse>
      )}
    </figure>
  );
}

function ChartNumbers({ label, table: { head, rows } }: { label: string; table: ChartTable }) {
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={`${label}（数据）`}>
      <table>
        <thead>
          <tr>
            {head.map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('\u0001')}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th key={head[i]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={head[i]} className="num">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The code of the charts may not arrive (network, new version): then the numbers themselves are shown. */
class OrElse extends Component<{ children: ReactNode; fallback: ReactNode }, { isFailed: boolean }> {
  override state = { isFailed: false };
  static getDerivedStateFromError() {
    return { isFailed: true };
  }
  override render() {
    return this.state.isFailed ? this.props.fallback : this.props.children;
  }
}
