import { Random, split } from '../random.ts';
import type { Ground, Parcel } from './ground.ts';
import { noise } from './terrain.ts';
import type { UseName } from './uses.ts';
import type { Ring, Vertices } from './vertices.ts';

export const BUILDINGS = 60_000;

interface Kind {
  /** Metres along and across, and the free space between two. */
  readonly long: number;
  readonly wide: number;
  readonly gap: number;
  readonly floors: readonly [low: number, high: number];
  readonly label: string;
  readonly structure: string;
}
const kind = (long: number, wide: number, gap: number, floors: Kind['floors'], label: string, structure = '钢混'): Kind => ({ long, wide, gap, floors, label, structure }); // prettier-ignore

const KINDS: Readonly<Partial<Record<UseName, Kind>>> = {
  homes: kind(23, 12, 10, [5, 26], '住宅'),
  villas: kind(14, 11, 9, [2, 3], '住宅'),
  village: kind(12, 10, 3, [1, 4], '农村住宅', '砖混'),
  villageHall: kind(18, 11, 8, [1, 3], '村部', '砖混'),
  office: kind(40, 15, 18, [4, 12], '办公'),
  culture: kind(40, 26, 20, [2, 5], '文化'),
  school: kind(46, 14, 20, [3, 6], '教育'),
  research: kind(40, 16, 20, [3, 8], '科研'),
  sports: kind(60, 40, 24, [1, 3], '体育'),
  hospital: kind(48, 18, 18, [4, 14], '医疗'),
  welfare: kind(36, 14, 16, [3, 6], '养老'),
  shops: kind(30, 16, 9, [2, 6], '商业'),
  market: kind(52, 24, 12, [1, 3], '商业'),
  business: kind(34, 22, 16, [8, 28], '商务'),
  hotel: kind(34, 18, 16, [6, 20], '旅馆'),
  factory: kind(62, 26, 16, [1, 4], '厂房', '钢结构'),
  works: kind(76, 32, 18, [1, 3], '厂房', '钢结构'),
  petro: kind(52, 30, 34, [1, 3], '装置', '钢结构'),
  store: kind(72, 32, 16, [1, 2], '仓库', '钢结构'),
  tanks: kind(30, 30, 22, [1, 1], '储罐', '钢结构'),
  port: kind(60, 26, 50, [1, 2], '港口', '钢结构'),
  station: kind(34, 16, 24, [1, 3], '交通场站'),
  water: kind(24, 18, 18, [1, 2], '市政'),
  drain: kind(24, 18, 18, [1, 2], '市政'),
  power: kind(24, 18, 18, [1, 2], '市政'),
  temple: kind(20, 15, 16, [1, 2], '宗教', '砖木'),
  farmHouse: kind(38, 12, 8, [1, 1], '农业设施', '钢结构'),
};

/** Where people built for themselves before there were plans. */
const SELF_BUILT = kind(11, 9.5, 2.6, [2, 6], '自建住宅', '砖混');
const kindOf = (vertices: Vertices, { use, ring }: Parcel): Kind =>
  use === 'homes' && noise(83, ...vertices.centre(ring), 600) > 0.42 ? SELF_BUILT : KINDS[use]!;

export interface Building {
  readonly key: string;
  readonly label: string;
  readonly structure: string;
  readonly floors: number;
  readonly year: number;
  readonly footprintM2: number;
  readonly corners: Corners;
  readonly parcel: Parcel;
}

/** Buildings of a parcel side by side along its longest side: `60,000 × scale` of them, each inside its parcel. */
export function* buildings(ground: Ground, scale: number): Generator<Building> {
  const wanted = Math.round(BUILDINGS * scale);
  const parcels = ground.lots.flatMap((lot) => lot.parcels.filter(({ use }) => use in KINDS));
  let shrink = scale > 1 ? 1 / Math.sqrt(scale) : 1;
  let room = roomIn(ground.vertices, parcels, shrink);
  // Where they do not all fit they are built smaller.
  while (sumOf(room) < wanted && shrink > 0.05) room = roomIn(ground.vertices, parcels, (shrink *= 0.94));
  const wishes = split(Math.min(sumOf(room), wanted), room);
  for (const [at, parcel] of parcels.entries()) {
    const free = slots(ground.vertices, parcel, shrink);
    const random = new Random(at + 71);
    const { label, structure, floors } = kindOf(ground.vertices, parcel);
    const tall = random.whole(...floors);
    for (let n = 0; n < wishes[at]!; n++) {
      const corners = free[Math.floor((n * free.length) / wishes[at]!)]!;
      yield {
        key: `${parcel.key}F${String(n + 1).padStart(3, '0')}`,
        label,
        structure,
        floors: Math.max(floors[0], Math.min(floors[1], tall + random.whole(-1, 1))),
        year: random.whole(1985, 2025),
        footprintM2: Math.round(sizeOf(corners)),
        corners,
        parcel,
      };
    }
  }
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
const roomIn = (vertices: Vertices, parcels: readonly Parcel[], shrink: number): number[] =>
  parcels.map((parcel) => slots(vertices, parcel, shrink).length);

type Corner = readonly [x: number, y: number];
type Corners = readonly [Corner, Corner, Corner, Corner];

/** Where a building fits into a parcel. */
function slots(vertices: Vertices, parcel: Parcel, shrink: number): Corners[] {
  const { ring } = parcel;
  const { long, wide, gap } = kindOf(vertices, parcel);
  const [ux, uy] = longestSide(vertices, ring);
  const [x0, y0] = vertices.centre(ring);
  const along = ring.map((one) => (vertices.x(one) - x0) * ux + (vertices.y(one) - y0) * uy);
  const aside = ring.map((one) => (vertices.y(one) - y0) * ux - (vertices.x(one) - x0) * uy);
  const fitted = Math.sqrt(Math.min(1, vertices.size(ring) / (long * wide * 2.4)));
  const [l, w, g] = [long, wide, gap].map((length) => length * shrink * Math.max(0.4, fitted)) as [
    number,
    number,
    number,
  ];
  const place = (a: number, b: number): readonly [number, number] => [x0 + a * ux - b * uy, y0 + a * uy + b * ux];
  const found: Corners[] = [];
  for (let b = Math.min(...aside) + g / 2; b + w <= Math.max(...aside); b += w + g) {
    for (let a = Math.min(...along) + g / 2; a + l <= Math.max(...along); a += l + g) {
      const corners: Corners = [place(a, b), place(a + l, b), place(a + l, b + w), place(a, b + w)];
      const margin = [place(a - 1, b - 1), place(a + l + 1, b - 1), place(a + l + 1, b + w + 1), place(a - 1, b + w + 1), place(a + l / 2, b - 1), place(a + l / 2, b + w + 1)]; // prettier-ignore
      if (margin.every(([x, y]) => vertices.holds(ring, x, y))) found.push(corners);
    }
  }
  return found;
}

function longestSide(vertices: Vertices, ring: Ring): readonly [x: number, y: number] {
  let [best, length] = [[1, 0] as readonly [number, number], 0];
  for (let at = 0; at < ring.length; at += 1) {
    const [from, to] = [ring[at]!, ring[(at + 3) % ring.length]!];
    const far = vertices.distance(from, to);
    if (far <= length) continue;
    length = far;
    best = [(vertices.x(to) - vertices.x(from)) / far, (vertices.y(to) - vertices.y(from)) / far];
  }
  return best;
}

function sizeOf([a, b, , d]: Corners): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]) * Math.hypot(d[0] - a[0], d[1] - a[1]);
}
