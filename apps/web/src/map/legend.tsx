import { grouped } from '../shell/figure-text.ts';
import type { MapClass, Shape } from './classes.ts';

const SIGNS: Readonly<Record<Shape, string>> = { circle: '●', triangle: '▲', square: '■', diamond: '◆', ring: '○' };
const MOST = 14;

interface Props {
  title: string;
  classes: readonly MapClass[];
  onOnly: (value: string | null) => void;
}

/** What the colours and shapes mean, how many of each; a click shows only these. */
export function Legend({ title, classes, onOnly }: Props) {
  return (
    <aside className="legend-box" aria-label={`图例：${title}`}>
      <h3>{title}</h3>
      <ul>
        {classes.slice(0, MOST).map(({ value, label, colour, shape, count }) => (
          <li key={value ?? ''}>
            <button type="button" title="只看这一类" onClick={() => onOnly(value)}>
              <span aria-hidden="true" style={{ color: colour }}>
                {SIGNS[shape]}
              </span>
              <span className="legend-word">{label}</span>
              <span className="num">{grouped(String(count))}</span>
            </button>
          </li>
        ))}
      </ul>
      {classes.length > MOST && <p className="quiet">另有 {classes.length - MOST} 类</p>}
    </aside>
  );
}
