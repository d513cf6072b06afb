import { crsFromWkt, type CrsReading } from './wkt.ts';
import { BD09, CGCS2000, crsOf, GCJ02, meridianCrs, WGS84, zoneOf, type Crs, type Datum } from './systems.ts';

const NAMED: readonly (readonly [RegExp, Crs])[] = [
  [/gcj|火星|高德|腾讯|amap/i, GCJ02],
  [/bd-?09|百度|baidu/i, BD09],
  [/web.?墨卡托|web.?mercator|pseudo.?mercator|3857/i, crsOf('EPSG:3857')!],
];

const DATUMS: readonly (readonly [RegExp, Datum])[] = [
  [/西安|xi'?an/i, '西安80'],
  [/北京|beijing/i, '北京54'],
  [/wgs/i, 'WGS 84'],
  [/cgcs|大地|国家|china.?geodetic|2000/i, 'CGCS2000'],
];

/** A system from what a person or a file calls it: a code, `CGCS2000 3度带 120E`, `大地2000 40带`, WKT. */
export function crsFromText(text: string): CrsReading {
  const plain = text.normalize('NFKC').trim();
  if (plain.length > 200 || /^[A-Z_]+\s*\[/i.test(plain)) return crsFromWkt(text);
  const known = crsOf(plain.toUpperCase()) ?? coded(plain) ?? NAMED.find(([pattern]) => pattern.test(plain))?.[1];
  if (known) return { crs: known };
  const crs = described(plain);
  return crs ? { crs } : { problem: `不认识坐标系“${plain.slice(0, 40)}”` };
}

/** `EPSG:4549`, `4549`, `urn:ogc:def:crs:EPSG::4490`, `http://www.opengis.net/def/crs/EPSG/0/4490`, `CRS84`. */
function coded(text: string): Crs | null {
  if (/CRS:?84h?$/i.test(text)) return WGS84;
  const code = /(?:epsg[:/ ]*(?:[\d.]*[:/])?|^)(\d{4,6})$/i.exec(text)?.[1];
  return code === undefined ? null : crsOf(`EPSG:${code}`);
}

function described(text: string): Crs | null {
  const utm = /utm\D{0,8}(\d{2})/i.exec(text);
  if (utm) return crsOf(`EPSG:${32_600 + Number(utm[1])}`);
  const datum = DATUMS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  const width = /6\s*[-_]?\s*(?:度|°|degree)|六度/i.test(text) ? 6 : 3;
  const zone = /(?:第\s*|zone[ _]*)(\d{2})\b|\b(\d{2})\s*(?:带|号带)/i.exec(text);
  if (zone) return zoneOf(datum ?? 'CGCS2000', width, Number(zone[1] ?? zone[2]), true);
  const meridian = /(?:cm[ _]*|中央经线\D{0,3}|经度\s*)(\d{2,3}(?:\.\d+)?)|\b(\d{2,3}(?:\.\d+)?)\s*°?\s*E\b/i.exec(
    text,
  );
  if (meridian) {
    const centralMeridian = Number(meridian[1] ?? meridian[2]);
    const shape = { centralMeridian, originLatitude: 0, falseEasting: 500_000, falseNorthing: 0, scale: 1 };
    return centralMeridian >= 73 && centralMeridian <= 136 ? meridianCrs(datum ?? 'CGCS2000', shape) : null;
  }
  // A projection without its zone says too little.
  if (datum === null || /度带|带号|投影|gauss|高斯|\bgk\b/i.test(text)) return null;
  const geographic = { CGCS2000, 'WGS 84': WGS84, 西安80: crsOf('EPSG:4610'), 北京54: crsOf('EPSG:4214') } as const;
  return datum in geographic ? geographic[datum as keyof typeof geographic] : null;
}
