import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { labelPoint, linesOf, polygonsOf, type Geometry, type Position } from '@quantu/geometry';
import { OutFile } from './files.ts';
import { GbkEncoder } from './gbk.ts';
import { textOf, type OutFeature, type OutLayer, type Target, type WrittenFiles } from './out.ts';

/** A group of a drawing: its code and its value. */
const group = (code: number, value: string | number): string => `${code}\r\n${value}\r\n`;

/**
 * A drawing of AutoCAD R12 in GBK, which every CAD program in use here opens: areas and lines as polylines, points as
 * points, the values of one field as layers, those of another as texts.
 */
export async function writeDxf(layer: OutLayer, target: Target): Promise<WrittenFiles> {
  const file = path.join(target.folder, `${target.stem}.dxf`);
  const part = `${file}.entities`;
  const gbk = new GbkEncoder();
  const entities = new OutFile(part);
  const layers = new Set(['0']);
  let count = 0;
  for await (const batch of layer.features) {
    for (const feature of batch) {
      count++;
      const name = layerName(feature, target, layer.name);
      layers.add(name);
      await entities.add(gbk.encode(entitiesOf(feature, name, target)));
    }
  }
  await entities.end();
  const out = new OutFile(file);
  await out.add(gbk.encode(headOf([...layers])));
  for await (const chunk of createReadStream(part)) await out.add(chunk as Buffer);
  await out.add(group(0, 'ENDSEC') + group(0, 'EOF'));
  await out.end();
  await rm(part);
  return { count, notes: [...gbk.notes, 'DXF 只存图形、图层和注记，其他属性没有写入'] };
}

/** What a layer's name may not have is left out. */
function layerName({ attributes }: OutFeature, { classField }: Target, otherwise: string): string {
  const text = classField === null ? otherwise : textOf(attributes[classField]) || '未分类';
  return text.replaceAll(/[<>/\\":;?*|=`,\r\n]/g, '_').slice(0, 60) || '0';
}

function headOf(layers: readonly string[]): string {
  const head = group(0, 'SECTION') + group(2, 'HEADER') + group(9, '$ACADVER') + group(1, 'AC1009');
  const page = group(9, '$DWGCODEPAGE') + group(3, 'ANSI_936') + group(0, 'ENDSEC');
  const tables = group(0, 'SECTION') + group(2, 'TABLES') + group(0, 'TABLE') + group(2, 'LAYER');
  const rows = layers.map((name, at) => {
    return group(0, 'LAYER') + group(2, name) + group(70, 0) + group(62, (at % 255) + 1) + group(6, 'CONTINUOUS');
  });
  const end = group(0, 'ENDTAB') + group(0, 'ENDSEC') + group(0, 'SECTION') + group(2, 'ENTITIES');
  return head + page + tables + group(70, layers.length) + rows.join('') + end;
}

function entitiesOf({ geometry, attributes }: OutFeature, name: string, { labelField }: Target): string {
  if (geometry === null) return '';
  const label = labelField === null ? '' : textOf(attributes[labelField]).replaceAll(/\s+/g, ' ');
  return shapesOf(geometry, name) + (label === '' ? '' : text(labelPoint(geometry), label, name));
}

function shapesOf(geometry: Geometry, name: string): string {
  if (geometry.type === 'Point') return point(geometry.coordinates, name);
  if (geometry.type === 'MultiPoint') return geometry.coordinates.map((one) => point(one, name)).join('');
  const rings = polygonsOf(geometry).flat();
  const lines = linesOf(geometry);
  return (
    rings.map((ring) => polyline(ring.slice(0, -1), name, true)).join('') +
    lines.map((line) => polyline(line, name, false)).join('')
  );
}

const place = ([x, y]: Position): string => group(10, x) + group(20, y) + group(30, 0);
const point = (at: Position, name: string): string => group(0, 'POINT') + group(8, name) + place(at);

function polyline(positions: readonly Position[], name: string, isClosed: boolean): string {
  const head = group(0, 'POLYLINE') + group(8, name) + group(66, 1) + group(70, isClosed ? 1 : 0) + place([0, 0]);
  const vertices = positions.map((at) => group(0, 'VERTEX') + group(8, name) + place(at));
  return `${head}${vertices.join('')}${group(0, 'SEQEND')}${group(8, name)}`;
}

const TEXT_HEIGHT = 2.5;
const text = (at: Position, label: string, name: string): string =>
  group(0, 'TEXT') + group(8, name) + place(at) + group(40, TEXT_HEIGHT) + group(1, label);
