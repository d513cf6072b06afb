import { crsOf, meridianCrs, zoneOf, type Crs, type Datum } from './systems.ts';

/** What a text says about a system: the system, or why it is none that can be used. */
export type CrsReading = { readonly crs: Crs } | { readonly problem: string };

/** A keyword with what stands in its brackets, in both versions of WKT. */
interface Node {
  readonly word: string;
  readonly values: readonly (string | number)[];
  readonly nodes: readonly Node[];
}

/** Far more than any definition has; a hostile text ends here. */
const LONGEST = 100_000;

/**
 * The system that a .prj says, in the words of ESRI or of OGC (WKT 1 and 2). A code that the text carries wins; else
 * datum, ellipsoid and projection decide, whatever the system is called.
 */
export function crsFromWkt(text: string): CrsReading {
  const root = text.length > LONGEST ? null : parsed(text);
  if (root === null) return { problem: '坐标系说明（.prj）无法读懂' };
  const plane = horizontal(root);
  const code = codeOf(plane);
  const coded = code === null ? null : crsOf(`EPSG:${code}`);
  if (coded) return { crs: coded };
  const datum = datumOf(plane);
  const name = String(plane.values[0] ?? '');
  if (datum === null) return { problem: `坐标系“${name}”不是 CGCS2000、WGS 84、西安80 或北京54` };
  if (!/^PROJ/i.test(plane.word)) return { crs: geographicOf(datum) };
  return projected(plane, datum, name);
}

const GEOGRAPHIC: Readonly<Record<string, string>> = {
  CGCS2000: 'EPSG:4490',
  'WGS 84': 'EPSG:4326',
  西安80: 'EPSG:4610',
  北京54: 'EPSG:4214',
};
const geographicOf = (datum: Datum): Crs => crsOf(GEOGRAPHIC[datum]!)!;

/** Of a compound or bound system the part that lies on the ground. */
function horizontal(root: Node): Node {
  if (!/^(COMPD_CS|COMPOUNDCRS|BOUNDCRS|SOURCECRS)$/i.test(root.word)) return root;
  const inner = root.nodes.find(({ word }) => /^(PROJ|GEOG|GEOD|SOURCECRS|BASE)/i.test(word));
  return inner ? horizontal(inner) : root;
}

function codeOf(node: Node): number | null {
  const id = node.nodes.find(({ word }) => /^(AUTHORITY|ID)$/i.test(word));
  if (!id || String(id.values[0]).toUpperCase() !== 'EPSG') return null;
  const code = Number(id.values[1]);
  return Number.isInteger(code) && code > 0 ? code : null;
}

function find(node: Node, pattern: RegExp): Node | null {
  for (const inner of node.nodes) {
    const found = pattern.test(inner.word) ? inner : find(inner, pattern);
    if (found) return found;
  }
  return null;
}

const DATUM_NAMES: readonly (readonly [RegExp, Datum])[] = [
  [/china[_ ]*2000|cgcs[_ ]*2000|国家2000|2000国家|大地2000/i, 'CGCS2000'],
  [/xian[_ ]*(19)?80|xi'?an|西安/i, '西安80'],
  [/beijing[_ ]*(19)?54|北京/i, '北京54'],
  [/wgs[_ ]*(19)?84|world geodetic system 1984/i, 'WGS 84'],
];

function datumOf(node: Node): Datum | null {
  const datum = find(node, /^(DATUM|GEODETICDATUM|TRF|ENSEMBLE)$/i);
  const base = find(node, /^(GEOGCS|BASEGEOGCRS|BASEGEODCRS|GEOGCRS|GEODCRS)$/i);
  const names = [datum, base, node].map((one) => String(one?.values[0] ?? ''));
  const named = (name: string): Datum | null => DATUM_NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  const spheroid = find(node, /^(SPHEROID|ELLIPSOID)$/i);
  return named(names[0]!) ?? bySpheroid(spheroid) ?? named(names[1]!) ?? named(names[2]!);
}

function bySpheroid(spheroid: Node | null): Datum | null {
  const [a, flattening] = (spheroid?.values.slice(1) ?? []).map(Number);
  if (a === undefined || flattening === undefined) return null;
  const is = (axis: number, inverse: number): boolean =>
    Math.abs(a - axis) < 0.01 && Math.abs(flattening - inverse) < 1e-7;
  if (is(6_378_137, 298.257222101)) return 'CGCS2000';
  if (is(6_378_137, 298.257223563)) return 'WGS 84';
  if (is(6_378_140, 298.257)) return '西安80';
  return is(6_378_245, 298.3) ? '北京54' : null;
}

function projected(node: Node, datum: Datum, name: string): CrsReading {
  const method = String(find(node, /^(PROJECTION|METHOD)$/i)?.values[0] ?? '').toLowerCase();
  if (/mercator_auxiliary|pseudo.?mercator|popular visualisation/.test(method) || /pseudo.?mercator/i.test(name)) {
    return { crs: crsOf('EPSG:3857')! };
  }
  if (!/transverse_mercator|transverse mercator|gauss/.test(method)) {
    return { problem: `坐标系“${name}”的投影不是高斯-克吕格（横轴墨卡托），请先转换到 CGCS2000` };
  }
  const unit = lengthUnit(node);
  if (Math.abs(unit - 1) > 1e-9) return { problem: `坐标系“${name}”的单位不是米，请先转换到 CGCS2000` };
  const parameter = (pattern: RegExp, otherwise: number): number => {
    const found = parametersOf(node).find(({ values }) => pattern.test(String(values[0])));
    return found ? Number(found.values[1]) : otherwise;
  };
  const shape = {
    centralMeridian: parameter(/central.?meridian|longitude of natural origin/i, Number.NaN),
    originLatitude: parameter(/latitude.?of.?(natural.)?origin/i, 0),
    falseEasting: parameter(/false.?easting/i, 0),
    falseNorthing: parameter(/false.?northing/i, 0),
    scale: parameter(/scale.?factor/i, 1),
  };
  if (!Object.values(shape).every(Number.isFinite)) return { problem: `坐标系“${name}”缺少中央经线` };
  const zone = /(?:gk[_ ]zone[_ ]|zone |第)(\d{2})\b/i.exec(name);
  const found = meridianCrs(datum, shape);
  // 117°E is the meridian of a zone of both widths: the name tells which is meant.
  if (zone && /6[-_ ]?degree|6 ?度/i.test(name)) return { crs: zoneOf(datum, 6, Number(zone[1]), true) ?? found };
  return { crs: found };
}

/** Parameters of the projection itself; WKT 2 has those of other things deeper down. */
function parametersOf(node: Node): readonly Node[] {
  const conversion = node.nodes.find(({ word }) => /^CONVERSION$/i.test(word));
  return (conversion ?? node).nodes.filter(({ word }) => /^PARAMETER$/i.test(word));
}

/** Metres; WKT 2 may say it of the coordinate system or of each axis. */
function lengthUnit(node: Node): number {
  const isUnit = ({ word }: Node): boolean => /^(LENGTH)?UNIT$/i.test(word);
  const axis = node.nodes.find(({ word }) => /^AXIS$/i.test(word));
  const unit = node.nodes.find(isUnit) ?? axis?.nodes.find(isUnit);
  return unit ? Number(unit.values[1] ?? 1) : 1;
}

function parsed(text: string): Node | null {
  const tokens = text.match(/"(?:[^"]|"")*"|[[\](),]|[^\s[\](),"]+/g) ?? [];
  let at = 0;
  const read = (depth: number): Node | null => {
    const word = tokens[at++];
    const open = tokens[at++];
    if (word === undefined || (open !== '[' && open !== '(') || depth > 20) return null;
    const values: (string | number)[] = [];
    const nodes: Node[] = [];
    while (at < tokens.length && tokens[at] !== ']' && tokens[at] !== ')') {
      const token = tokens[at]!;
      if (token === ',') at++;
      else if (tokens[at + 1] === '[' || tokens[at + 1] === '(') {
        const node = read(depth + 1);
        if (node === null) return null;
        nodes.push(node);
      } else {
        values.push(valueOf(token));
        at++;
      }
    }
    at++;
    return { word, values, nodes };
  };
  return read(0);
}

function valueOf(token: string): string | number {
  if (token.startsWith('"')) return token.slice(1, -1).replaceAll('""', '"');
  const number = Number(token);
  return Number.isNaN(number) ? token : number;
}
