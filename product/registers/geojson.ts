import { isDecimalText } from '@quantu/base';
import { isGeometry, isNumeric, type FieldDescription, type RecordView, type Register } from '@quantu/registers';

/** The beginning of a collection: its name, its system, and what an invented district's exports say. */
export function geojsonHead(name: string, mark: string | null): string {
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } };
  const head = JSON.stringify({ type: 'FeatureCollection', name, ...(mark === null ? {} : { 说明: mark }), crs });
  return `${head.slice(0, -1)},"features":[`;
}

export const GEOJSON_END = '\n]}\n';

/** One record as people read it, by the fields' labels; numbers exactly as they are kept. */
export function geojsonFeature(
  register: Register,
  columns: readonly Pick<FieldDescription, 'key' | 'label'>[],
  geometry: string,
  record: RecordView,
): string {
  const parts = [`"编号":${JSON.stringify(record.id)}`];
  for (const { key, label } of columns) {
    const field = register.fields[key];
    if (field && isGeometry(field)) continue;
    parts.push(`${JSON.stringify(label)}:${cellJson(register, key, record)}`);
  }
  const shape = record.masked.includes(geometry) ? null : (record.values[geometry] ?? null);
  return `{"type":"Feature","geometry":${JSON.stringify(shape)},"properties":{${parts.join()}}}`;
}

function cellJson(register: Register, key: string, record: RecordView): string {
  if (key === 'state') return JSON.stringify(register.states?.states[record.state ?? '']?.label ?? null);
  const field = register.fields[key];
  const value = record.values[key] ?? null;
  if (!field || value === null) return 'null';
  if (isNumeric(field) && typeof value === 'string' && isDecimalText(value)) return value;
  return JSON.stringify(record.labels[key] ?? value);
}
