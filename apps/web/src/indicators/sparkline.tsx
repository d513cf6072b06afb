import type { Series } from '@quantu/indicators';
import { valueText } from './words.ts';

const WIDTH = 120;
const HEIGHT = 28;
const EDGE = 3;

/** The last months of a figure as a line, with the words of its ends for who cannot see it; gaps where nobody can say. */
export function Sparkline({ series }: { series: Series }) {
  const places = placesOf(series.points.map(({ value }) => (value === null ? null : Number(value))));
  const known = series.points.filter(({ value }) => value !== null);
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last) return <span className="quiet">—</span>;
  const label = `${first.month} ${valueText({ shown: first.shown, unit: series.unit })}，${last.month} ${valueText({ shown: last.shown, unit: series.unit })}`;
  const end = places.findLast((place) => place !== null);
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <title>{label}</title>
      {runsOf(places).map((run) => (
        <polyline key={run[0]!.join()} points={run.map((place) => place.join()).join(' ')} />
      ))}
      {end && <circle cx={end[0]} cy={end[1]} r={2.5} />}
    </svg>
  );
}

type Place = readonly [x: number, y: number];

/** Where each month stands, all of the height used; a level line lies in the middle. */
export function placesOf(values: readonly (number | null)[]): readonly (Place | null)[] {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  const step = (WIDTH - 2 * EDGE) / Math.max(1, values.length - 1);
  return values.map((value, i) => {
    if (value === null) return null;
    const share = span === 0 ? 0.5 : (value - low) / span;
    return [EDGE + i * step, HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)];
  });
}

/** What hangs together between gaps. */
function runsOf(places: readonly (Place | null)[]): Place[][] {
  const runs: Place[][] = [[]];
  for (const place of places) {
    if (place) runs.at(-1)!.push(place);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}
