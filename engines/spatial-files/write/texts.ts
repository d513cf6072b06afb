import path from 'node:path';
import { areaM2, polygonsOf, type Geometry, type Position } from '@quantu/geometry';
import { neutral, placeText } from '@quantu/tables';
import { toCgcs2000 } from '../crs/transform.ts';
import { spatialFault } from '../faults.ts';
import { OutFile } from './files.ts';
import { GbkEncoder } from './gbk.ts';
import { textOf, type OutFeature, type OutLayer, type Target, type WrittenFiles } from './out.ts';

/** A text file written feature by feature. */
async function written(
  layer: OutLayer,
  { folder, stem }: Target,
  extension: string,
  parts: { readonly head: string; readonly one: (feature: OutFeature, at: number) => string; readonly foot: string },
): Promise<number> {
  const out = new OutFile(path.join(folder, `${stem}.${extension}`));
  await out.add(parts.head);
  let count = 0;
  for await (const batch of layer.features) for (const feature of batch) await out.add(parts.one(feature, count++));
  await out.add(parts.foot);
  await out.end();
  return count;
}

/** GeoJSON; a system other than longitude and latitude stands in the old member `crs`, which GIS programs read. */
export class GeoJsonFile {
  readonly #out: OutFile;
  readonly #head: string;
  count = 0;

  constructor(file: string, { name }: OutLayer, { crs }: Target) {
    this.#out = new OutFile(file);
    const code = /^EPSG:(\d+)$/.exec(crs.id)?.[1];
    const system = code === undefined ? '' : `,"crs":${JSON.stringify(namedSystem(code))}`;
    this.#head = `{"type":"FeatureCollection","name":${JSON.stringify(name)}${system},"features":[`;
  }

  async add({ geometry, attributes }: OutFeature): Promise<void> {
    const before = this.count++ === 0 ? this.#head : ',';
    await this.#out.add(`${before}\n${JSON.stringify({ type: 'Feature', properties: attributes, geometry })}`);
  }

  async end(): Promise<void> {
    await this.#out.add(`${this.count === 0 ? this.#head : ''}\n]}\n`);
    await this.#out.end();
  }
}

const namedSystem = (code: string): object => ({ type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${code}` } });

export async function writeGeoJson(layer: OutLayer, target: Target): Promise<WrittenFiles> {
  const file = new GeoJsonFile(path.join(target.folder, `${target.stem}.geojson`), layer, target);
  for await (const batch of layer.features) for (const feature of batch) await file.add(feature);
  await file.end();
  return { count: file.count, notes: [] };
}

/** A table whose last column is the geometry as WKT. */
export async function writeCsv(layer: OutLayer, target: Target): Promise<WrittenFiles> {
  const names = layer.fields.map(({ name }) => name);
  const head = `\ufeff${[...names, 'WKT'].map(csvCell).join(',')}\r\n`;
  const one = ({ geometry, attributes }: OutFeature): string => {
    const cells = names.map((name) => {
      const value = attributes[name];
      return typeof value === 'string' ? neutral(value) : textOf(value);
    });
    return `${[...cells, geometry === null ? '' : wktOf(geometry)].map(csvCell).join(',')}\r\n`;
  };
  return { count: await written(layer, target, 'csv', { head, one, foot: '' }), notes: [] };
}

const wktOf = (geometry: Geometry): string =>
  geometry.type === 'Point' ? `POINT(${geometry.coordinates.join(' ')})` : placeText(geometry);
const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g; // oxlint-disable-line no-control-regex -- XML cannot have them
const xml = (text: string): string => text.replaceAll(UNWRITABLE, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);

/** KML knows longitude and latitude only. */
export async function writeKml(layer: OutLayer, target: Target): Promise<WrittenFiles> {
  const names = layer.fields.map(({ name }) => name);
  const titleField = target.labelField ?? names.find((name) => /名称|name|mc$/i.test(name)) ?? names[0];
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${xml(layer.name)}</name>\n`;
  const one = ({ geometry, attributes }: OutFeature): string => {
    const data = names
      .filter((name) => attributes[name] !== null && attributes[name] !== undefined)
      .map((name) => `<Data name="${xml(name)}"><value>${xml(textOf(attributes[name]))}</value></Data>`);
    const title = titleField === undefined ? '' : `<name>${xml(textOf(attributes[titleField]))}</name>`;
    const shape = geometry === null ? '' : kmlOf(geometry);
    return `<Placemark>${title}<ExtendedData>${data.join('')}</ExtendedData>${shape}</Placemark>\n`;
  };
  return { count: await written(layer, target, 'kml', { head, one, foot: '</Document></kml>\n' }), notes: [] };
}

const positions = (list: readonly Position[]): string =>
  `<coordinates>${list.map(([x, y]) => `${x},${y}`).join(' ')}</coordinates>`;
const ring = (list: readonly Position[]): string => `<LinearRing>${positions(list)}</LinearRing>`;
const polygon = ([outer, ...holes]: readonly (readonly Position[])[]): string => {
  const inner = holes.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`);
  return `<Polygon><outerBoundaryIs>${ring(outer!)}</outerBoundaryIs>${inner.join('')}</Polygon>`;
};
const many = (parts: readonly string[]): string => `<MultiGeometry>${parts.join('')}</MultiGeometry>`;

function kmlOf(geometry: Geometry): string {
  const point = (position: Position): string => `<Point>${positions([position])}</Point>`;
  const line = (list: readonly Position[]): string => `<LineString>${positions(list)}</LineString>`;
  switch (geometry.type) {
    case 'Point':
      return point(geometry.coordinates);
    case 'MultiPoint':
      return many(geometry.coordinates.map(point));
    case 'LineString':
      return line(geometry.coordinates);
    case 'MultiLineString':
      return many(geometry.coordinates.map(line));
    case 'Polygon':
      return polygon(geometry.coordinates);
    case 'MultiPolygon':
      return many(geometry.coordinates.map(polygon));
  }
}

/** The coordinate text of 报件: metres, north before east, areas in hectares by the ellipsoid. */
export async function writeParcelText(layer: OutLayer, target: Target): Promise<WrittenFiles> {
  const { zone } = target.crs;
  if (zone === null) throw spatialFault('spatial.needs-metres', { format: '报件坐标 TXT', crs: target.crs.name });
  const back = toCgcs2000(target.crs);
  const gbk = new GbkEncoder();
  const out = new OutFile(path.join(target.folder, `${target.stem}.txt`));
  const add = (text: string): Promise<void> =>
    out.add(target.encoding === 'GBK' ? gbk.encode(text) : Buffer.from(text));
  await add(parcelHead(zone.width ?? 3, zone.number ?? Math.round(zone.centralMeridian / 3)));
  let [count, skipped] = [0, 0];
  for await (const batch of layer.features) {
    for (const feature of batch) {
      const text = parcelOf(feature, ++count, back);
      if (text === null) skipped++;
      else await add(text);
    }
  }
  await out.end();
  const notes = skipped > 0 ? [`有 ${skipped} 个要素不是面，没有写入报件坐标`] : [];
  return { count: count - skipped, notes: [...notes, ...gbk.notes] };
}

function parcelHead(width: number, zone: number): string {
  const lines = [
    '[属性描述]',
    '格式版本号=1.01版本',
    '坐标系=2000国家大地坐标系',
    `几度分带=${width}`,
    '投影类型=高斯克吕格',
    '计量单位=米',
    `带号=${zone}`,
    '精度=0.001',
    '转换参数=,,,,,,',
    '[地块坐标]',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function parcelOf(
  { geometry, attributes }: OutFeature,
  number: number,
  back: (x: number, y: number) => Position,
): string | null {
  const polygons = geometry === null ? [] : polygonsOf(geometry);
  if (polygons.length === 0) return null;
  const turned = polygons.map((rings) => rings.map((list) => list.map(([x, y]) => back(x, y))));
  const areaHa = areaM2({ type: 'MultiPolygon', coordinates: turned }) / 10_000;
  const rings = polygons.flat();
  const points = rings.reduce((sum, { length }) => sum + length, 0);
  const first = (...names: readonly string[]): string =>
    textOf(names.map((name) => attributes[name]).find((value) => value !== null && value !== undefined)).replaceAll(
      /[,，@\r\n]/g,
      ' ',
    );
  const code = first('地块编号', 'DKBH', 'TBBH', '标识', 'BSM') || String(number);
  const record = [
    points,
    areaHa.toFixed(4),
    code,
    first('地块名称', 'XMMC', 'DKMC', '名称', 'name'),
    '面',
    first('图幅号'),
    first('地块用途', 'YDYHFLMC', 'YDMC', 'DLMC'),
    first('地类编码', 'YDYHFLDM', 'DLBM', 'YDDM', '编码'),
    '@',
  ];
  let point = 0;
  const lines = rings.flatMap((list, at) => {
    const start = point;
    return list.map(([x, y], i) => {
      const isLast = i === list.length - 1;
      if (!isLast) point++;
      return `J${isLast ? start + 1 : point},${at + 1},${y.toFixed(3)},${x.toFixed(3)}`;
    });
  });
  return `${[record.join(','), ...lines].join('\r\n')}\r\n`;
}
