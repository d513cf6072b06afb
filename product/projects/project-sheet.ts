import { chineseDay, decimal, type Day } from '@quantu/base';
import type { FactPlace, FactSheet } from '@quantu/documents';
import type { Geometry, Value } from '@quantu/registers';
import type { Curve, ProjectView } from './contract.ts';
import { LIGHT_LABELS } from './lights.ts';
import { percentText, thousands } from './progress.ts';

export interface SheetParts {
  readonly view: ProjectView;
  readonly curve: Curve;
  readonly place: FactPlace | null;
  readonly photos: FactSheet['photos'];
  readonly mark: string | null;
  readonly today: Day;
  /** The earlier day whose data it tells. */
  readonly asOf: Day | null;
}

/** The printed page of one project: what its own page says, shortened to one A4. */
export function projectSheet({ view, curve, place, photos, mark, today, asOf }: SheetParts): FactSheet {
  const year = String(curve.year);
  const months = view.months.filter(({ month, state }) => month.startsWith(year) && state !== 'open');
  const open = view.supervisions.filter(({ state }) => state !== 'closed' && state !== 'withdrawn');
  const problem = view.months.findLast((month) => month.problem !== '')?.problem;
  return {
    title: view.name,
    subtitle: [view.code, view.stateLabel].filter(Boolean).join(' · '),
    mark,
    light: { colour: view.light, label: LIGHT_LABELS[view.light], reason: view.reason },
    facts: view.facts.map(({ label, text }) => ({ label, text: shortened(text, 160) })),
    curve:
      curve.plannedYuan === null
        ? null
        : {
            title: `${year} 年投资进度（年度计划 ${wan(curve.plannedYuan)} 万元）`,
            planned: curve.points.map(({ expected }) => Number(expected ?? 0)),
            done: curve.points.map(({ rate }) => (rate === null ? null : Number(rate))),
          },
    place,
    table: {
      heads: ['月份', '本月（万元）', '累计（万元）', '完成率', '序时', '灯'],
      rows: months.map((month) => [
        month.month,
        wan(month.monthYuan),
        wan(month.cumulativeYuan),
        percent(month.rate),
        percent(month.expected),
        LIGHT_LABELS[month.light] + (month.isAmended ? '（更正）' : ''),
      ]),
    },
    stages: view.stages.slice(-10),
    notes: [
      ...(problem === undefined ? [] : [shortened(problem, 200)]),
      ...open
        .slice(0, 3)
        .map(({ matter, stateLabel, dueOn }) => `督办：${matter}（${stateLabel}${dueOn ? `，${dueOn} 到期` : ''}）`),
    ],
    photos,
    foot: `${asOf === null ? '' : `数据截至${chineseDay(asOf)}　`}${chineseDay(today)}打印　数据以泉图台账为准`,
  };
}

const wan = (yuan: string | null): string =>
  yuan === null ? '—' : thousands(decimal(yuan).div(10_000).toDecimalPlaces(0).toFixed());
const percent = (ratio: string | null): string => (ratio === null ? '—' : percentText(decimal(ratio)));
const shortened = (text: string, most: number): string =>
  [...text].length > most ? `${[...text].slice(0, most - 1).join('')}…` : text;

/** The site, or the place when there is no site, fitted into a unit square with its true proportions. */
export function placeOf(values: Readonly<Record<string, Value>>): FactPlace | null {
  const site = geometryIn(values['site']);
  const location = geometryIn(values['location']);
  const rings = site === null ? [] : pairsIn(site.coordinates);
  const dot = location?.type === 'Point' ? pairIn(location.coordinates) : null;
  if (rings.length === 0)
    return dot === null
      ? null
      : { title: `位置 ${dot[0].toFixed(5)}, ${dot[1].toFixed(5)}`, rings: [], dot: [0.5, 0.5] };
  const fit = fitted(rings.flat());
  return { title: '用地范围', rings: rings.map((ring) => ring.map(fit)), dot: dot === null ? null : fit(dot) };
}

type Pair = readonly [number, number];

function geometryIn(value: Value | undefined): Geometry | null {
  return typeof value === 'object' && value !== null ? value : null;
}

function pairIn(value: unknown): Pair | null {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number'
    ? [value[0], value[1]]
    : null;
}

/** Every ring of a polygon or multipolygon. */
function pairsIn(value: unknown): Pair[][] {
  if (!Array.isArray(value)) return [];
  const ring = value.map(pairIn);
  return ring.length > 0 && ring.every((pair) => pair !== null) ? [ring] : value.flatMap(pairsIn);
}

function fitted(pairs: readonly Pair[]): (pair: Pair) => Pair {
  const [west, east] = [Math.min(...pairs.map(([x]) => x)), Math.max(...pairs.map(([x]) => x))];
  const [south, north] = [Math.min(...pairs.map(([, y]) => y)), Math.max(...pairs.map(([, y]) => y))];
  // A degree of longitude is shorter than one of latitude; the frame is 66 by 39.
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const size = Math.max(((east - west) * shrink) / 66, (north - south) / 39, 1e-9);
  return ([x, y]) => [
    0.5 + ((x - (west + east) / 2) * shrink) / size / 66,
    0.5 - (y - (south + north) / 2) / size / 39,
  ];
}
