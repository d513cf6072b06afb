import type { Box } from '@quantu/geometry';
import { cgcsZone, CGCS2000, crsOf, KNOWN_CRS, WEB_MERCATOR, type Crs } from './systems.ts';
import { needsParameters, toCgcs2000, type Axes } from './transform.ts';

export interface CrsChoice {
  readonly crs: Crs;
  readonly axes: Axes;
  readonly why: string;
  /** Kilometres from the district; 0 inside, null when no district was named. */
  readonly distanceKm: number | null;
}

/** What a system seems to be. `crs` is null when the numbers alone do not tell. */
export interface CrsGuess {
  readonly crs: Crs | null;
  readonly axes: Axes;
  readonly confidence: 'sure' | 'likely' | 'unsure';
  /** One sentence for the person. */
  readonly why: string;
  readonly alternatives: readonly CrsChoice[];
}

/** The most that a layer of the district lies outside of it. */
const NEAR_KM = 30;

/**
 * The system of coordinates by their numbers alone: degrees or metres, with or without the number of the zone, axes
 * swapped. The district decides what the numbers leave open.
 *
 * @param box of the raw coordinates, in the order of the file.
 * @param district longitude and latitude; null when unknown.
 */
export function guessCrs(box: Box, district: Box | null): CrsGuess {
  const { chosen: _, ...guess } = guessed(box, district);
  return guess;
}

/** With the choice that was taken. */
type Guessed = CrsGuess & { readonly chosen: CrsChoice | null };

function guessed(box: Box, district: Box | null): Guessed {
  if (!box.every(Number.isFinite)) return undecided('坐标里没有可用的数字，看不出坐标系', []);
  const choices = candidates(box, district);
  const [first] = choices;
  if (!first) return undecided(`坐标（${spanText(box)}）不像我国境内任何常用坐标系，请核对数据`, []);
  const others = choices.slice(1);
  if (district === null) return withoutDistrict(first, others);
  if ((first.distanceKm ?? 0) > NEAR_KM) {
    const why = `${first.why}，但离本区约 ${Math.round(first.distanceKm!)} 公里，请核对是不是本区的数据或坐标系`;
    return taken(first, 'unsure', why, others);
  }
  const isAlone = !others.some(({ distanceKm }) => (distanceKm ?? Infinity) <= NEAR_KM);
  return taken(first, isAlone ? 'sure' : 'likely', `${first.why}，正好落在本区`, others);
}

/** Without a district a system is clear when the numbers carry it: degrees, or a zone in front. */
function withoutDistrict(first: CrsChoice, others: readonly CrsChoice[]): Guessed {
  const isPlain = first.crs.kind === 'degrees' || first.crs.zone?.isPrefixed === true;
  if (isPlain) return taken(first, 'likely', first.why, others);
  return undecided('坐标是不带带号的平面坐标，看不出中央经线，请选择坐标系', [first, ...others]);
}

function taken(
  chosen: CrsChoice,
  confidence: CrsGuess['confidence'],
  why: string,
  alternatives: readonly CrsChoice[],
): Guessed {
  return { chosen, crs: chosen.crs, axes: chosen.axes, confidence, why, alternatives };
}

const undecided = (why: string, alternatives: readonly CrsChoice[]): Guessed => ({
  chosen: null,
  crs: null,
  axes: 'xy',
  confidence: 'unsure',
  why,
  alternatives,
});

/**
 * Whether a system that was declared fits its coordinates; else what they are more likely in. The declared one is kept
 * while it is possible, with the other as an alternative.
 */
export function judgeCrs(declared: Crs, box: Box, district: Box | null): CrsGuess {
  if (needsParameters(declared)) {
    const why = `坐标系是${declared.name}，要先转换到 CGCS2000，或给出七参数`;
    return { crs: declared, axes: 'xy', confidence: 'sure', why, alternatives: [] };
  }
  const guess = guessed(box, district);
  const own = (['xy', 'yx'] as const).map((axes) => choiceOf(declared, axes, box, district, '')).find((one) => one);
  const rest = guess.chosen === null ? guess.alternatives : [guess.chosen, ...guess.alternatives];
  const others = rest.filter(({ crs, axes }) => crs.id !== declared.id || axes !== own?.axes);
  if (!own) {
    const why = `数据声明的坐标系是${declared.name}，但坐标（${spanText(box)}）不符：${guess.why}`;
    const { crs, axes, alternatives } = guess;
    return { crs, axes, confidence: crs === null ? 'unsure' : 'likely', why, alternatives };
  }
  const swapped = own.axes === 'yx' ? '，北坐标（纬度）在前' : '';
  const near = others.filter(({ distanceKm }) => distanceKm !== null && distanceKm <= NEAR_KM);
  if (own.distanceKm === null || own.distanceKm <= NEAR_KM) {
    const why = `数据声明的坐标系是${declared.name}${swapped}`;
    return { crs: declared, axes: own.axes, confidence: swapped ? 'likely' : 'sure', why, alternatives: others };
  }
  const away = `按声明的${declared.name}，数据离本区约 ${Math.round(own.distanceKm)} 公里`;
  const why = near[0] ? `${away}；按${near[0].crs.name}则正好落在本区` : `${away}，请核对是不是本区的数据`;
  return { crs: declared, axes: own.axes, confidence: 'unsure', why, alternatives: near.length > 0 ? near : others };
}

function candidates(box: Box, district: Box | null): CrsChoice[] {
  const found: CrsChoice[] = [];
  for (const axes of ['xy', 'yx'] as const) {
    for (const [crs, why] of possible(axes === 'xy' ? box : turned(box))) {
      const choice = choiceOf(crs, axes, box, district, axes === 'xy' ? why : `${why}，北坐标（纬度）在前`);
      if (choice) found.push(choice);
    }
  }
  const rank = ({ distanceKm }: CrsChoice): number => ((distanceKm ?? 0) <= NEAR_KM ? 0 : distanceKm!);
  return found
    .map((choice, order) => ({ choice, order }))
    .sort((a, b) => rank(a.choice) - rank(b.choice) || a.order - b.order)
    .map(({ choice }) => choice)
    .slice(0, MOST_CHOICES);
}

const MOST_CHOICES = 6;
const turned = ([a, b, c, d]: Box): Box => [b, a, d, c];

/** Northings of China, metres. */
const [SOUTH, NORTH] = [300_000, 6_000_000];

/** Systems whose numbers look like these; the usual ones first. */
function* possible([minX, minY, maxX, maxY]: Box): Generator<readonly [Crs, string]> {
  if (minX >= -180 && maxX <= 180 && minY >= -90 && maxY <= 90) yield [CGCS2000, '坐标是经纬度'];
  if (minY < SOUTH - 300_000 || maxY > NORTH) return;
  const prefix = Math.floor(minX / 1e6);
  const isPrefixed = prefix === Math.floor(maxX / 1e6);
  const zoned = (width: 3 | 6): (readonly [Crs, string])[] => {
    const crs = isPrefixed ? cgcsZone(width, prefix, true) : null;
    return crs ? [[crs, `横坐标前两位是 ${width} 度带带号 ${prefix}`]] : [];
  };
  yield* zoned(3);
  if (minX >= 100_000 && maxX <= 900_000 && minY >= SOUTH) yield* bare([minX, minY, maxX, maxY]);
  if (minX > 8e6 && maxX < 15.1e6) yield [WEB_MERCATOR, '坐标像是 Web 墨卡托'];
  yield* zoned(6);
}

/** Zones without their number: those first in whose own width the layer lies. */
function* bare([minX, minY, maxX, maxY]: Box): Generator<readonly [Crs, string]> {
  const zones = KNOWN_CRS.filter(({ datum, zone }) => datum === 'CGCS2000' && zone !== null && !zone.isPrefixed);
  const utms = KNOWN_CRS.filter(({ datum, zone }) => datum === 'WGS 84' && zone !== null);
  const off = (crs: Crs): number => {
    const [lon] = toCgcs2000(crs)((minX + maxX) / 2, (minY + maxY) / 2);
    return Math.abs(lon - crs.zone!.centralMeridian);
  };
  const natural = (width: 3 | 6) => zones.filter((crs) => crs.zone!.width === width && off(crs) <= width / 2);
  // Where nothing else decides, the meridians of the east, where most plans are, come first.
  zones.sort((a, b) => Math.abs(a.zone!.centralMeridian - EAST) - Math.abs(b.zone!.centralMeridian - EAST));
  const wide = zones.filter((crs) => crs.zone!.width === 3 && off(crs) > 1.5 && off(crs) <= 4);
  for (const crs of [...natural(3), ...wide, ...natural(6), ...utms]) {
    yield [crs, `坐标是不带带号的平面坐标，按中央经线 ${crs.zone!.centralMeridian}°E 解释`];
  }
}

const EAST = 117;
const CHINA: Box = [72, 2, 137, 55];

/** A choice with its distance; null when the coordinates cannot be of this system. */
function choiceOf(crs: Crs, axes: Axes, box: Box, district: Box | null, why: string): CrsChoice | null {
  const transform = toCgcs2000(crs, { axes });
  const corners = [transform(box[0], box[1]), transform(box[2], box[3])];
  if (!corners.flat().every(Number.isFinite)) return null;
  const [lon, lat] = transform((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return null;
  const inChina = lon >= CHINA[0] && lon <= CHINA[2] && lat >= CHINA[1] && lat <= CHINA[3];
  if (!inChina && (axes === 'yx' || crs.kind === 'metres')) return null;
  if (crs.zone !== null && Math.abs(lon - crs.zone.centralMeridian) > 6) return null;
  const [minLon, maxLon] = [Math.min(corners[0]![0], corners[1]![0]), Math.max(corners[0]![0], corners[1]![0])];
  const [minLat, maxLat] = [Math.min(corners[0]![1], corners[1]![1]), Math.max(corners[0]![1], corners[1]![1])];
  const distanceKm = district === null ? null : distance([minLon, minLat, maxLon, maxLat], district);
  return { crs, axes, why, distanceKm };
}

const KM_PER_DEGREE = 111;

/** Roughly, between two boxes of degrees. */
function distance(box: Box, district: Box): number {
  const gap = (min: number, max: number, low: number, high: number): number => Math.max(0, low - max, min - high);
  const dLat = gap(box[1], box[3], district[1], district[3]);
  const dLon = gap(box[0], box[2], district[0], district[2]) * Math.cos((district[1] * Math.PI) / 180);
  return Math.hypot(dLon, dLat) * KM_PER_DEGREE;
}

function spanText([minX, minY, maxX, maxY]: Box): string {
  const short = (value: number): string => String(Math.round(value * 1000) / 1000);
  return `${short(minX)}～${short(maxX)}，${short(minY)}～${short(maxY)}`;
}

/** The choices a person is offered when nothing is known, in the order of a district's needs. */
export function commonCrs(district: Box | null): readonly Crs[] {
  const middle = district === null ? null : (district[0] + district[2]) / 2;
  const zone = middle === null ? null : Math.round(middle / 3);
  const zones =
    zone === null
      ? []
      : [cgcsZone(3, zone, true), cgcsZone(3, zone, false), cgcsZone(3, zone - 1, true), cgcsZone(3, zone + 1, true)];
  const ids = ['EPSG:4490', 'EPSG:4326', 'GCJ-02', 'BD-09'];
  return [...ids.slice(0, 1).map((id) => crsOf(id)), ...zones, ...ids.slice(1).map((id) => crsOf(id))].filter(
    (crs) => crs !== null,
  );
}
