import { CGCS2000, crsOf, fromCgcs2000, toCgcs2000, type Transform } from '@quantu/spatial-files';
import { ogcFault } from './faults.ts';

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/';
/** As kept: CGCS2000, whose register of systems has latitude first. */
export const STORED = `${EPSG}4490`;

/** Systems in which the register writes north before east. */
const NORTH_FIRST = new Set(['4490', '4326', '4528', '4549', '4527', '4548']);
const OFFERED = ['4490', '4326', '4528', '4549', '4527', '4548', '3857'];

/** The systems that coordinates go out and come in by; the one without being asked first. */
export const CRS_URIS: readonly string[] = [CRS84, ...OFFERED.map((code) => `${EPSG}${code}`)];

export interface OgcCrs {
  readonly uri: string;
  /** To and from longitude and latitude, in the order of axes that the system has. */
  readonly from: Transform;
  readonly to: Transform;
  /** Which axis is longitude, where a box may cross its seam; null: there is none. */
  readonly longitude: 0 | 1 | null;
}

/** A system by its address, also in brackets or as `EPSG:4549`. */
export function ogcCrs(name: string, parameter: string): OgcCrs {
  const plain = name.replace(/^\[(.*)\]$|^<(.*)>$/, '$1$2');
  const code =
    /^(?:EPSG:|urn:ogc:def:crs:EPSG:[^:]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[^/]+\/)(\d+)$/i.exec(
      plain,
    )?.[1];
  const isPlain = plain === CRS84 || plain === 'OGC:CRS84' || plain === 'urn:ogc:def:crs:OGC:1.3:CRS84';
  if (!isPlain && (code === undefined || !OFFERED.includes(code))) {
    const offered = ['CRS84', ...OFFERED.map((one) => `EPSG:${one}`)].join(', ');
    throw ogcFault('ogc.value', {
      name: parameter,
      why: `${plain.slice(0, 80)} is none of ${offered}`,
      said: `坐标系只能是 ${offered} 之一`,
    });
  }
  const crs = (code === undefined ? null : crsOf(`EPSG:${code}`)) ?? CGCS2000;
  const axes = code !== undefined && NORTH_FIRST.has(code) ? 'yx' : 'xy';
  const uri = code === undefined ? CRS84 : `${EPSG}${code}`;
  const longitude = code === undefined ? 0 : code === '4490' || code === '4326' ? 1 : null;
  return { uri, from: fromCgcs2000(crs, { axes }), to: toCgcs2000(crs, { axes }), longitude };
}
