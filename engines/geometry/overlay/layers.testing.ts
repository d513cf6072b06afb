import type { Polygon, Position } from '../geometry.ts';
import { areaProblem } from '../valid-area.ts';
import type { OverlayLayer } from './overlay.ts';
import { seeded } from './parcels.testing.ts';

/** Degrees by which a shape is moved against its copy: from nothing over less than rounding up to a millimetre. */
const SHIFTS = [0, 1e-15, 1e-14, 1e-13, 1e-12, 1e-11, 1e-10, 1e-9, 1e-8];

/**
 * Two or three layers of stars, some with holes, some on a coarse grid (so that edges, corners and crossings coincide),
 * the second with copies of the first layer's shapes that are hardly moved.
 */
export function nearlyAlike(seed: number): OverlayLayer[] {
  const random = seeded(seed);
  const shift = SHIFTS[Math.floor(random() * SHIFTS.length)]!;
  const isOnGrid = random() < 0.4;
  const some = (most: number): number => Math.floor(random() * (most + 1));
  const star = (): Polygon => starShape(random, isOnGrid);
  const first = Array.from({ length: 2 + some(2) }, star);
  const copies = first.filter(() => random() < 0.7).map((shape) => moved(shape, shift, random));
  const layers = [{ shapes: first }, { shapes: [...copies, ...Array.from({ length: some(2) }, star)] }];
  return random() < 0.3 ? [...layers, { shapes: [star()] }] : layers;
}

function starShape(random: () => number, isOnGrid: boolean): Polygon {
  const placed = (value: number): number => (isOnGrid ? Math.round(value * 50) / 50 : value);
  for (;;) {
    const corners = 3 + Math.floor(random() * 9);
    const [lon, lat] = [118.9 + placed(random() * 0.3), 25.1 + placed(random() * 0.3)];
    const ring = Array.from({ length: corners }, (_, i): Position => {
      const far = 0.03 + random() * 0.17;
      const angle = (2 * Math.PI * i) / corners;
      return [placed(lon + far * Math.cos(angle)), placed(lat + far * Math.sin(angle))];
    });
    const rings: Position[][] = [[...ring, ring[0]!]];
    if (!isOnGrid && random() < 0.4) rings.push(squareHole(lon, lat, 0.02 * random()));
    if (areaProblem([rings]) === null) return { type: 'Polygon', coordinates: rings };
  }
}

const squareHole = (lon: number, lat: number, half: number): Position[] => [
  [lon - half, lat - half],
  [lon - half, lat + half],
  [lon + half, lat + half],
  [lon + half, lat - half],
  [lon - half, lat - half],
];

function moved(shape: Polygon, shift: number, random: () => number): Polygon {
  const coordinates = shape.coordinates.map((ring) => {
    const open = ring
      .slice(1)
      .map(([lon, lat]): Position => [
        random() < 0.5 ? lon + shift * (random() * 2 - 1) : lon,
        random() < 0.5 ? lat + shift : lat,
      ]);
    return [open.at(-1)!, ...open];
  });
  const copy: Polygon = { type: 'Polygon', coordinates };
  return areaProblem(coordinates.length === 0 ? [] : [coordinates]) === null ? copy : shape;
}
