import type { ExpressionSpecification } from 'maplibre-gl';
import type { FieldValues } from '@quantu/plans';
import type { Method } from './map-state.ts';

/** One class of a thematic map. */
export interface Band {
  readonly label: string;
  readonly colour: string;
  /** How many of the values that were looked at; of texts all. */
  readonly features: number;
}

/** From pale to deep, told apart in grey as well (ColorBrewer YlGnBu, Harrower and Brewer 2003). */
const RAMP = ['#ffffd9', '#edf8b1', '#c7e9b4', '#7fcdbb', '#41b6c4', '#1d91c0', '#225ea8', '#253494', '#081d58'];
/** Told apart also by who does not see red and green (Okabe and Ito 2008). */
const KINDS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#f0e442', '#56b4e9', '#d55e00', '#8a6d00', '#7a5c99'];
const NONE = '#c9cfd3';

/**
 * Inner boundaries of classes over sorted values, fewer where values repeat. A value on a boundary belongs to the class
 * above it.
 */
export function breaksOf(sorted: readonly number[], classes: number, method: Method): number[] {
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || low === high) return [];
  const inner =
    method === 'equal'
      ? Array.from({ length: classes - 1 }, (_, i) => low + ((high - low) * (i + 1)) / classes)
      : method === 'quantile'
        ? Array.from({ length: classes - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / classes)]!)
        : naturalBreaks(sorted, classes);
  return [...new Set(inner)].filter((value) => value > low && value <= high);
}

/**
 * Classes with the least variance within (Fisher 1958, as Jenks uses it), exactly, by dynamic programming:
 * O(classes · n²).
 */
function naturalBreaks(sorted: readonly number[], classes: number): number[] {
  const n = sorted.length;
  const sums = new Float64Array(n + 1);
  const squares = new Float64Array(n + 1);
  sorted.forEach((value, i) => {
    sums[i + 1] = sums[i]! + value;
    squares[i + 1] = squares[i]! + value * value;
  });
  const within = (from: number, to: number): number => {
    const sum = sums[to]! - sums[from]!;
    return squares[to]! - squares[from]! - (sum * sum) / (to - from);
  };
  let best = Float64Array.from({ length: n + 1 }, (_, to) => (to === 0 ? 0 : within(0, to)));
  const starts: Int32Array[] = [new Int32Array(n + 1)];
  for (let k = 1; k < Math.min(classes, n); k++) {
    const next = new Float64Array(n + 1).fill(Infinity);
    const start = new Int32Array(n + 1);
    for (let to = k + 1; to <= n; to++) {
      for (let from = k; from < to; from++) {
        const cost = best[from]! + within(from, to);
        if (cost < next[to]!) {
          next[to] = cost;
          start[to] = from;
        }
      }
    }
    best = next;
    starts.push(start);
  }
  const breaks: number[] = [];
  let to = n;
  for (let k = starts.length - 1; k > 0; k--) {
    to = starts[k]![to]!;
    breaks.unshift(sorted[to]!);
  }
  return breaks;
}

const shade = (at: number, of: number): string =>
  RAMP[of === 1 ? 5 : 1 + Math.round((at * (RAMP.length - 2)) / (of - 1))]!;

const short = (value: number): string => String(Number(value.toPrecision(5)));

/** The classes of a field with their colours, and the colour of a feature by its tile's value `by`. */
export function themeOf(
  values: Pick<FieldValues, 'kind' | 'numbers' | 'texts' | 'missing'>,
  classes: number,
  method: Method,
  colours: Readonly<Record<string, string>> = {},
): { readonly bands: readonly Band[]; readonly colour: ExpressionSpecification | string } {
  const none: readonly Band[] = values.missing > 0 ? [{ label: '没有填', colour: NONE, features: values.missing }] : [];
  if (values.kind === 'text') {
    const bands = values.texts.map(({ value, features }, i) => ({
      label: value,
      colour: colours[value] ?? KINDS[i] ?? '#7d868c',
      features,
    }));
    const pairs = bands.flatMap(({ label, colour }) => [label, colour]);
    const colour =
      pairs.length === 0
        ? NONE
        : // The expression's type wants at least one pair spelled out.
          (['match', ['to-string', ['get', 'by']], ...pairs, NONE] as unknown as ExpressionSpecification);
    return { bands: [...bands, ...none], colour };
  }
  const { numbers } = values;
  const [low, high] = [numbers[0], numbers.at(-1)];
  if (low === undefined || high === undefined) return { bands: none, colour: NONE };
  const breaks = breaksOf(numbers, classes, method);
  const edges = [low, ...breaks, high];
  const bands = edges.slice(0, -1).map((from, i) => {
    const to = edges[i + 1]!;
    const isLast = i === edges.length - 2;
    return {
      label: from === to ? short(from) : `${short(from)} – ${isLast ? '' : '<'}${short(to)}`,
      colour: shade(i, edges.length - 1),
      features: numbers.filter((value) => value >= from && (value < to || (isLast && value === to))).length,
    };
  });
  const steps = breaks.flatMap((value, i) => [value, bands[i + 1]!.colour]);
  const number: ExpressionSpecification = ['to-number', ['get', 'by'], 0];
  const stepped =
    steps.length === 0
      ? bands[0]!.colour
      : (['step', number, bands[0]!.colour, ...steps] as unknown as ExpressionSpecification);
  const isMissing: ExpressionSpecification = ['any', ['!', ['has', 'by']], ['==', ['to-string', ['get', 'by']], '']];
  return { bands: [...bands, ...none], colour: ['case', isMissing, NONE, stepped] as ExpressionSpecification };
}
