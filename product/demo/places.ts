import type { Random } from './random.ts';

/** Degrees, CGCS2000. The invented coast lies in open sea, where no real district can be mistaken for it. */
export type Point = readonly [lon: number, lat: number];

/** Towns and streets of the invented district, each around its centre. */
export const TOWNS = [
  { name: '中山街道', short: '中山', centre: [120.452, 25.064] },
  { name: '滨海街道', short: '滨海', centre: [120.483, 25.052] },
  { name: '石桥镇', short: '石桥', centre: [120.418, 25.083] },
  { name: '南湾镇', short: '南湾', centre: [120.437, 25.028] },
  { name: '东溪镇', short: '东溪', centre: [120.396, 25.047] },
] as const satisfies readonly { name: string; short: string; centre: Point }[];
export type Town = (typeof TOWNS)[number];

const METRES_PER_DEGREE = 111_320;
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

function moved([lon, lat]: Point, east: number, north: number): Point {
  const shrink = Math.cos((lat * Math.PI) / 180);
  return [rounded(lon + east / METRES_PER_DEGREE / shrink), rounded(lat + north / METRES_PER_DEGREE)];
}

/** Somewhere in a town, up to 1.6 km from its centre. */
export function placeIn(random: Random, town: Town): Point {
  const angle = random.between(0, 2 * Math.PI);
  const far = 1600 * Math.sqrt(random.next());
  return moved(town.centre, far * Math.cos(angle), far * Math.sin(angle));
}

export const pointAt = (point: Point) => ({ type: 'Point', coordinates: [...point] });

/** A four-sided site around a place, counter-clockwise. */
export function siteAround(random: Random, centre: Point, metres: number) {
  const turn = random.between(0, Math.PI / 2);
  const ring = [0, 1, 2, 3].map((side) => {
    const angle = turn + (side * Math.PI) / 2;
    const far = metres * random.between(0.8, 1.2);
    return [...moved(centre, far * Math.cos(angle), far * Math.sin(angle))];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

/** A line of some bends through a place, for roads and pipes. */
export function lineThrough(random: Random, centre: Point, metres: number) {
  const angle = random.between(0, Math.PI);
  const points = [-1, -0.4, 0.3, 1].map((share) => {
    const bend = random.between(-0.08, 0.08) * metres;
    return [
      ...moved(
        centre,
        share * metres * Math.cos(angle) - bend * Math.sin(angle),
        share * metres * Math.sin(angle) + bend * Math.cos(angle),
      ),
    ];
  });
  return { type: 'LineString', coordinates: points };
}
