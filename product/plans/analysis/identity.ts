import { boxOf, clipTo, holdsPosition, labelPoint, type MultiPolygon, type Polygon } from '@quantu/geometry';
import Flatbush from 'flatbush';

export interface Place {
  /** Only places of the same group can be the same: kind and layers. */
  readonly group: string;
  readonly geometry: Polygon | MultiPolygon;
  readonly areaM2: number;
}

export interface Matched {
  /** For each new place the known one that it is; null: it is new. */
  readonly known: readonly (number | null)[];
  /** New places that were part of a known one which another new place carries on: the known one. */
  readonly splitFrom: ReadonlyMap<number, number>;
  /** Known places that are gone because a new place which carries on another covers them: the new one. */
  readonly mergedInto: ReadonlyMap<number, number>;
}

interface Overlap {
  readonly known: number;
  readonly fresh: number;
  readonly areaM2: number;
}

/** Less of both than this in common, and neither's middle in the other: two places that only touch. */
const ALIKE = 0.1;

/** Which of the places found now are ones known before: those that have most ground in common, one for one. */
export function matchPlaces(known: readonly Place[], fresh: readonly Place[]): Matched {
  const overlaps = overlapsOf(known, fresh).sort(
    (x, y) => y.areaM2 - x.areaM2 || x.known - y.known || x.fresh - y.fresh,
  );
  const ofFresh = fresh.map((): number | null => null);
  const ofKnown = known.map((): number | null => null);
  for (const { known: k, fresh: f } of overlaps) {
    if (ofKnown[k] !== null || ofFresh[f] !== null) continue;
    ofKnown[k] = f;
    ofFresh[f] = k;
  }
  const splitFrom = new Map<number, number>();
  const mergedInto = new Map<number, number>();
  for (const { known: k, fresh: f } of overlaps) {
    if (ofFresh[f] === null && !splitFrom.has(f)) splitFrom.set(f, k);
    if (ofKnown[k] === null && !mergedInto.has(k)) mergedInto.set(k, f);
  }
  return { known: ofFresh, splitFrom, mergedInto };
}

function overlapsOf(known: readonly Place[], fresh: readonly Place[]): Overlap[] {
  const groups = new Map<string, number[]>();
  for (const [at, { group }] of fresh.entries()) groups.set(group, [...(groups.get(group) ?? []), at]);
  const indexes = new Map([...groups].map(([group, members]) => [group, { members, index: indexOf(fresh, members) }]));
  return known.flatMap((one, k) => {
    const own = indexes.get(one.group);
    if (!own) return [];
    return own.index.search(...boxOf(one.geometry)).flatMap((i) => {
      const f = own.members[i]!;
      const areaM2 = commonM2(one, fresh[f]!);
      return areaM2 > 0 ? [{ known: k, fresh: f, areaM2 }] : [];
    });
  });
}

function indexOf(places: readonly Place[], members: readonly number[]): Flatbush {
  const index = new Flatbush(members.length);
  for (const at of members) index.add(...boxOf(places[at]!.geometry));
  index.finish();
  return index;
}

/** What two places have in common; 0 when it is too little to be one place. */
function commonM2(one: Place, other: Place): number {
  if (isSame(one, other)) return one.areaM2;
  const { areaM2 } = clipTo(one.geometry, other.geometry).inside;
  if (areaM2 <= 0) return 0;
  const isAlike = areaM2 >= ALIKE * (one.areaM2 + other.areaM2 - areaM2);
  return isAlike || holdsMiddle(one, other) || holdsMiddle(other, one) ? areaM2 : 0;
}

const holdsMiddle = (one: Place, other: Place): boolean => holdsPosition(one.geometry, labelPoint(other.geometry));
const isSame = (one: Place, other: Place): boolean =>
  JSON.stringify(one.geometry.coordinates) === JSON.stringify(other.geometry.coordinates);
