import path from 'node:path';
import { SaxesParser } from 'saxes';
import type { Geometry, Position } from '@quantu/geometry';
import { shownName, spatialFault } from '../faults.ts';
import { layersByKind } from './by-kind.ts';
import { kindOf } from './fields.ts';
import type { Member } from './files.ts';
import { joinedOf } from './geojson/shape.ts';
import type { AttributeValue, RawLayer, SpatialFeature } from './layer.ts';
import type { SpatialLimits } from './limits.ts';
import type { ByteSource } from './source.ts';

/** The placemarks of a KML, one layer for each kind of geometry; folders become an attribute. */
export async function readKml(member: Member, limits: SpatialLimits): Promise<RawLayer[]> {
  const source = await member.open();
  const name = path.posix.parse(member.path).name;
  const common = { name, format: 'kml', crsText: 'EPSG:4326', encoding: null, notes: [] } as const;
  return layersByKind(common, () => placemarks(source, member.path), limits);
}

async function* placemarks(source: ByteSource, name: string): AsyncGenerator<SpatialFeature[]> {
  const reader = new KmlReader(name);
  const start = await source.read(0, 200);
  const declared = /encoding=["']([\w-]+)["']/.exec(start.toString('latin1'))?.[1] ?? 'utf-8';
  const decoder = new TextDecoder(/^gb/i.test(declared) ? 'gb18030' : 'utf-8');
  for await (const chunk of source.stream()) {
    const found = reader.add(decoder.decode(chunk, { stream: true }));
    if (found.length > 0) yield found;
  }
  const last = reader.end();
  if (last.length > 0) yield last;
}

interface Mark {
  readonly attributes: Record<string, AttributeValue>;
  readonly geometries: Geometry[];
  readonly heights: number[];
  points: number;
  problem: string | null;
}

const MOST_TEXT = 64 * 2 ** 20;

class KmlReader {
  readonly #parser = new SaxesParser();
  readonly #name: string;
  readonly #path: string[] = [];
  readonly #folders: (string | null)[] = [];
  #found: SpatialFeature[] = [];
  #mark: Mark | null = null;
  #rings: Position[][] = [];
  #key: string | null = null;
  #text = '';
  #number = 0;

  constructor(name: string) {
    this.#name = shownName(name);
    this.#parser.on('doctype', () => this.#fail('内含 DOCTYPE 声明'));
    this.#parser.on('error', () => this.#fail('XML 不完整'));
    this.#parser.on('opentag', ({ name: tag, attributes }) => this.#open(localName(tag), attributes));
    this.#parser.on('closetag', ({ name: tag }) => this.#close(localName(tag)));
    this.#parser.on('text', (text) => this.#add(text));
    this.#parser.on('cdata', (text) => this.#add(text));
  }

  add(text: string): SpatialFeature[] {
    this.#parser.write(text);
    return this.#taken();
  }

  end(): SpatialFeature[] {
    this.#parser.close();
    return this.#taken();
  }

  #taken(): SpatialFeature[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #fail(reason: string): never {
    throw spatialFault('spatial.damaged', { name: this.#name, reason });
  }

  #add(text: string): void {
    this.#text += text;
    if (this.#text.length > MOST_TEXT) this.#fail('单个要素过大');
  }

  #open(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.#path.push(tag);
    this.#text = '';
    if (tag === 'Folder') this.#folders.push(null);
    if (tag === 'Placemark') this.#mark = { attributes: {}, geometries: [], heights: [], points: 0, problem: null };
    if (tag === 'Data' || tag === 'SimpleData') this.#key = attributes['name'] ?? null;
    if (tag === 'Polygon') this.#rings = [];
  }

  #close(tag: string): void {
    const text = this.#text.trim();
    const parent = this.#path.at(-2);
    this.#path.pop();
    this.#text = '';
    if (tag === 'Folder') this.#folders.pop();
    else if (this.#mark === null) {
      if (tag === 'name' && parent === 'Folder') this.#folders[this.#folders.length - 1] = text;
    } else if (tag === 'Placemark') this.#finish(this.#mark);
    else this.#inPlacemark(this.#mark, tag, parent, text);
  }

  #inPlacemark(mark: Mark, tag: string, parent: string | undefined, text: string): void {
    if (tag === 'coordinates') this.#coordinates(mark, parent, text);
    else if (tag === 'Polygon') {
      const rings = this.#rings.map(closed).filter((ring) => ring.length > 0);
      if (rings.length > 0) mark.geometries.push({ type: 'Polygon', coordinates: rings });
      this.#rings = [];
    } else if (text === '') return;
    else if (tag === 'name' && parent === 'Placemark') mark.attributes['name'] = text;
    else if (tag === 'description' && parent === 'Placemark') Object.assign(mark.attributes, described(text));
    else if ((tag === 'value' || tag === 'SimpleData') && this.#key !== null)
      mark.attributes[this.#key] = valueOf(text);
  }

  #coordinates(mark: Mark, parent: string | undefined, text: string): void {
    const positions: Position[] = [];
    for (const tuple of text.split(/\s+/)) {
      if (tuple === '') continue;
      const [lon, lat, height] = tuple.split(',').map(Number);
      if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) {
        mark.problem = `坐标“${tuple.slice(0, 40)}”不是数字`;
        return;
      }
      positions.push([lon, lat]);
      mark.points++;
      if (height !== undefined && Number.isFinite(height)) mark.heights.push(height);
    }
    const isRing = this.#path.includes('Polygon');
    if (isRing) this.#rings.push(positions);
    else if (parent === 'Point' && positions[0]) mark.geometries.push({ type: 'Point', coordinates: positions[0] });
    else if (parent === 'LinearRing') mark.geometries.push({ type: 'LineString', coordinates: closed(positions) });
    else if (positions.length > 0) mark.geometries.push({ type: 'LineString', coordinates: positions });
  }

  /** Geometries of several kinds in one placemark become as many objects with the same attributes. */
  #finish({ attributes, geometries, heights, points, problem }: Mark): void {
    this.#mark = null;
    this.#key = null;
    const folder = this.#folders.filter((name) => name !== null).join('/');
    if (folder !== '') attributes['folder'] = folder;
    const kinds = [...new Set(geometries.map(kindOf))];
    const number = ++this.#number;
    if (problem !== null || kinds.length === 0) {
      this.#found.push({ number, geometry: null, z: null, attributes, problem });
      return;
    }
    const z = kinds.length === 1 && heights.length === points && heights.some((one) => one !== 0) ? heights : null;
    for (const kind of kinds) {
      const geometry = joinedOf(geometries.filter((one) => kindOf(one) === kind));
      this.#found.push({ number, geometry, z: z && Float64Array.from(z), attributes, problem: null });
    }
  }
}

const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1);

function closed(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || (first[0] === last[0] && first[1] === last[1])) return ring;
  return [...ring, first];
}

const PLAIN_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/;
const valueOf = (text: string): AttributeValue => (PLAIN_NUMBER.test(text) ? Number(text) : text);

/** The attributes that ArcGIS writes into a description as the rows of a table; else the description itself. */
function described(html: string): Record<string, AttributeValue> {
  if (!/<table/i.test(html)) return { description: html };
  const found: Record<string, AttributeValue> = {};
  for (const [, row = ''] of html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gis)) {
    const cells = [...row.matchAll(/<t[dh][^>]*>([^<]*)<\/t[dh]>/gi)].map((cell) => cell[1]!.trim());
    if (cells.length === 2 && cells[0] !== '') found[cells[0]!] = valueOf(cells[1]!);
  }
  return Object.keys(found).length > 0 ? found : { description: html };
}
