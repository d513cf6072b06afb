/** What the coordinates of a system are measured from. */
export type Datum = 'CGCS2000' | 'WGS 84' | '西安80' | '北京54' | 'GCJ-02' | 'BD-09';

/** A transverse Mercator projection (Gauss–Krüger, UTM). */
export interface MeridianZone {
  /** Degrees. */
  readonly centralMeridian: number;
  readonly originLatitude: number;
  /** Metres; 40,500,000 where the number of the zone stands in front. */
  readonly falseEasting: number;
  readonly falseNorthing: number;
  readonly scale: number;
  /** Its number and width in degrees where it is one of the national zones. */
  readonly number: number | null;
  readonly width: 3 | 6 | null;
  readonly isPrefixed: boolean;
}

/** A coordinate reference system that plans come in. Coordinates are always east (or longitude) first inside. */
export interface Crs {
  /** `EPSG:4490`; `GCJ-02`, `BD-09`; `TM:…` of a local zone. `crsOf` finds the system by it. */
  readonly id: string;
  readonly name: string;
  readonly datum: Datum;
  readonly kind: 'degrees' | 'metres';
  readonly zone: MeridianZone | null;
  /** The register of systems writes latitude first (EPSG:4490, 4326); files mostly do not. */
  readonly isLatitudeFirst: boolean;
  /** No area or length may be measured in it: Web Mercator is 22 % off at 25° north. */
  readonly isMeasurable: boolean;
}

/** Codes of a datum: geographic, then the first of each row of zones. */
interface Family {
  readonly datum: Datum;
  readonly name: string;
  readonly geographic: number;
  readonly sixPrefixed: number;
  readonly six: number;
  readonly threePrefixed: number;
  readonly three: number;
}

const FAMILIES: readonly Family[] = [
  {
    datum: 'CGCS2000',
    name: 'CGCS2000',
    geographic: 4490,
    sixPrefixed: 4491,
    six: 4502,
    threePrefixed: 4513,
    three: 4534,
  },
  { datum: '西安80', name: '西安80', geographic: 4610, sixPrefixed: 2327, six: 2338, threePrefixed: 2349, three: 2370 },
  {
    datum: '北京54',
    name: '北京54',
    geographic: 4214,
    sixPrefixed: 21413,
    six: 21453,
    threePrefixed: 2401,
    three: 2422,
  },
];

/** National zones: 13–23 of six degrees, 25–45 of three. */
const ZONES = { 6: { first: 13, count: 11 }, 3: { first: 25, count: 21 } } as const;

/** The central meridian of a national zone, degrees east. */
export const meridianOf = (width: 3 | 6, number: number): number => (width === 3 ? number * 3 : number * 6 - 3);

const plain = { zone: null, isLatitudeFirst: false, isMeasurable: true } as const;

function geographic(code: number, name: string, datum: Datum): Crs {
  return { ...plain, id: `EPSG:${code}`, name, datum, kind: 'degrees', isLatitudeFirst: true };
}

function zoneCrs(code: number, family: Family, width: 3 | 6, number: number, isPrefixed: boolean): Crs {
  const centralMeridian = meridianOf(width, number);
  const name = isPrefixed
    ? `${family.name} ${width} 度带第 ${number} 带（中央经线 ${centralMeridian}°E，坐标带带号）`
    : `${family.name} ${width} 度带 ${centralMeridian}°E（坐标不带带号）`;
  const zone = {
    centralMeridian,
    originLatitude: 0,
    falseEasting: 500_000 + (isPrefixed ? number * 1e6 : 0),
    falseNorthing: 0,
    scale: 1,
    number,
    width,
    isPrefixed,
  };
  return { ...plain, id: `EPSG:${code}`, name, datum: family.datum, kind: 'metres', zone };
}

function* familyCrs(family: Family): Generator<Crs> {
  yield geographic(family.geographic, `${family.name} 经纬度`, family.datum);
  for (const width of [3, 6] as const) {
    const { first, count } = ZONES[width];
    const [prefixed, bare] = width === 3 ? [family.threePrefixed, family.three] : [family.sixPrefixed, family.six];
    for (let i = 0; i < count; i++) {
      yield zoneCrs(prefixed + i, family, width, first + i, true);
      yield zoneCrs(bare + i, family, width, first + i, false);
    }
  }
}

function utm(number: number): Crs {
  const centralMeridian = number * 6 - 183;
  const zone = {
    centralMeridian,
    originLatitude: 0,
    falseEasting: 500_000,
    falseNorthing: 0,
    scale: 0.9996,
    number: null,
    width: null,
    isPrefixed: false,
  };
  const name = `WGS 84 UTM ${number}N（中央经线 ${centralMeridian}°E）`;
  return { ...plain, id: `EPSG:${32_600 + number}`, name, datum: 'WGS 84', kind: 'metres', zone };
}

export const CGCS2000: Crs = geographic(4490, 'CGCS2000 经纬度', 'CGCS2000');
export const WGS84: Crs = geographic(4326, 'WGS 84 经纬度', 'WGS 84');
export const WEB_MERCATOR: Crs = {
  ...plain,
  id: 'EPSG:3857',
  name: 'Web 墨卡托（只能显示，不能量算）',
  datum: 'WGS 84',
  kind: 'metres',
  isMeasurable: false,
};
export const GCJ02: Crs = { ...plain, id: 'GCJ-02', name: '火星坐标（GCJ-02）', datum: 'GCJ-02', kind: 'degrees' };
export const BD09: Crs = { ...plain, id: 'BD-09', name: '百度坐标（BD-09）', datum: 'BD-09', kind: 'degrees' };

/** Every system known by a code, in the order people look for them. */
export const KNOWN_CRS: readonly Crs[] = [
  ...FAMILIES.slice(0, 1).flatMap((family) => [...familyCrs(family)]),
  WGS84,
  ...Array.from({ length: 11 }, (_, i) => utm(43 + i)),
  WEB_MERCATOR,
  GCJ02,
  BD09,
  ...FAMILIES.slice(1).flatMap((family) => [...familyCrs(family)]),
];

const byId = new Map(KNOWN_CRS.map((crs) => [crs.id, crs]));
/** Codes that say the same: with height, retired, or of makers of software. */
const ALIASES: Readonly<Record<string, string>> = {
  'EPSG:4480': 'EPSG:4490',
  'EPSG:4979': 'EPSG:4326',
  'EPSG:900913': 'EPSG:3857',
  'EPSG:102100': 'EPSG:3857',
  'EPSG:3785': 'EPSG:3857',
};

/** The system of an id; null when there is none. */
export function crsOf(id: string): Crs | null {
  return byId.get(ALIASES[id] ?? id) ?? localOf(id);
}

/** A national zone of CGCS2000. */
export function cgcsZone(width: 3 | 6, number: number, isPrefixed: boolean): Crs | null {
  return zoneOf('CGCS2000', width, number, isPrefixed);
}

export function zoneOf(datum: Datum, width: 3 | 6, number: number, isPrefixed: boolean): Crs | null {
  return (
    KNOWN_CRS.find(
      ({ datum: own, zone }) =>
        own === datum && zone?.width === width && zone.number === number && zone.isPrefixed === isPrefixed,
    ) ?? null
  );
}

type Shape = Pick<MeridianZone, 'centralMeridian' | 'originLatitude' | 'falseEasting' | 'falseNorthing' | 'scale'>;

/** The system of a transverse Mercator projection: a known one where it is one, else a local one (a city's own). */
export function meridianCrs(datum: Datum, shape: Shape): Crs {
  const known = KNOWN_CRS.filter(({ datum: own, zone }) => own === datum && zone !== null && isSame(zone, shape));
  // A meridian such as 117° is one of both widths: 3° is what plans are drawn in.
  const found = known.find(({ zone }) => zone?.width === 3) ?? known[0];
  if (found) return found;
  const { centralMeridian, originLatitude, falseEasting, falseNorthing, scale } = shape;
  const id = `TM:${[datum, centralMeridian, originLatitude, falseEasting, falseNorthing, scale].join(':')}`;
  const name = `${datum} 地方坐标系（中央经线 ${centralMeridian}°E，东偏 ${falseEasting} 米，北偏 ${falseNorthing} 米）`;
  return {
    ...plain,
    id,
    name,
    datum,
    kind: 'metres',
    zone: { ...shape, number: null, width: null, isPrefixed: false },
  };
}

function isSame(one: Shape, other: Shape): boolean {
  const isNear = (a: number, b: number, by: number): boolean => Math.abs(a - b) <= by;
  return (
    isNear(one.centralMeridian, other.centralMeridian, 1e-9) &&
    isNear(one.originLatitude, other.originLatitude, 1e-9) &&
    isNear(one.falseEasting, other.falseEasting, 1e-3) &&
    isNear(one.falseNorthing, other.falseNorthing, 1e-3) &&
    isNear(one.scale, other.scale, 1e-9)
  );
}

const TM_DATUMS: readonly Datum[] = ['CGCS2000', 'WGS 84', '西安80', '北京54'];

function localOf(id: string): Crs | null {
  const [mark, datumName, ...texts] = id.split(':');
  const datum = TM_DATUMS.find((one) => one === datumName);
  const numbers = texts.map(Number);
  if (mark !== 'TM' || !datum || numbers.length !== 5 || !numbers.every(Number.isFinite)) return null;
  const [centralMeridian = 0, originLatitude = 0, falseEasting = 0, falseNorthing = 0, scale = 1] = numbers;
  return meridianCrs(datum, { centralMeridian, originLatitude, falseEasting, falseNorthing, scale });
}
