import type { Polygon } from '@quantu/geometry';
import type { Random } from '../random.ts';
import { divide } from './divide.ts';
import type { Land } from './land.ts';
import type { Ring } from './vertices.ts';

export interface SeaUse {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly ring: Ring;
  readonly holes: readonly Ring[];
}

/** The sea up to the district's limit, divided by what it is used for; islets are holes in it. */
export function seaUses(land: Land, random: Random): SeaUse[] {
  const ring = [...land.coast.toReversed(), ...land.seaFrame];
  const around = land.islets.map(({ ring: islet }) => {
    const [x, y] = land.vertices.centre(islet);
    return {
      x,
      y,
      reach: 120 + Math.max(...islet.map((one) => Math.hypot(land.vertices.x(one) - x, land.vertices.y(one) - y))),
    };
  });
  const isClear = (line: readonly (readonly [number, number])[]): boolean =>
    line.every(([px, py]) => around.every(({ x, y, reach }) => Math.hypot(px - x, py - y) > reach));
  const style = { step: 90, bend: 0.06, whim: 0.2, isClear };
  const parts: Ring[] = [];
  const waiting: Ring[] = [ring];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const division = land.vertices.size(one) > 9_000_000 ? divide(land.vertices, one, 0.42, style, random) : null;
    if (division) waiting.push(...division.parts);
    else parts.push(one);
  }
  return parts.map((part, at) => {
    const holes = land.islets.map(({ ring: islet }) => islet).filter((islet) => land.vertices.holds(part, land.vertices.x(islet[0]!), land.vertices.y(islet[0]!))); // prettier-ignore
    const [code, name] = seaUse(...land.vertices.centre(part), random);
    return { key: `990101HY${String(at + 1).padStart(3, '0')}`, code, name, ring: part, holes };
  });
}

function seaUse(x: number, y: number, random: Random): readonly [code: string, name: string] {
  if (x > 4500 && y > 2600) return ['2001', '港口用海'];
  if (x > 1300 && x < 3500 && y < -1500) return ['1802', '增养殖用海'];
  return random.pick([
    ['1802', '增养殖用海'],
    ['2002', '航运用海'],
    ['2101', '风景旅游用海'],
    ['24', '其他海域'],
  ] as const);
}

export const seaPlace = (land: Land, { ring, holes }: Pick<SeaUse, 'ring' | 'holes'>): Polygon =>
  land.vertices.polygon(ring, holes);
