import { decimal, plain } from '@quantu/base';
import type { RecordView } from '@quantu/registers';
import { numberText } from '@quantu/tables';
import type { ExportCell, ExportColumn } from './export-cells.ts';

/** The beginning of a collection: its name, its system, and what an invented district's exports say. */
export function geojsonHead(name: string, mark: string | null): string {
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } };
  const head = JSON.stringify({ type: 'FeatureCollection', name, ...(mark === null ? {} : { 说明: mark }), crs });
  return `${head.slice(0, -1)},"features":[`;
}

export const GEOJSON_END = '\n]}\n';

/** One record under the heads that every export has, so that it can be imported again. */
export function geojsonFeature(columns: readonly ExportColumn[], geometry: string, record: RecordView): string {
  const parts = columns.map(({ head, isShare, cell }) => {
    const name = isShare === true ? `${head}（%）` : head;
    return `${JSON.stringify(name)}:${cellJson(cell(record))}`;
  });
  const shape = record.masked.includes(geometry) ? null : (record.values[geometry] ?? null);
  const about = `"type":"Feature","id":${JSON.stringify(record.id)},"geometry":${JSON.stringify(shape)}`;
  return `{${about},"properties":{${parts.join()}}}`;
}

function cellJson(cell: ExportCell): string {
  if (cell === null) return 'null';
  if ('text' in cell) return JSON.stringify(cell.text);
  if ('day' in cell) return JSON.stringify(cell.day);
  const digits = cell.isShare ? plain(decimal(cell.digits).times(100)) : cell.digits;
  // What a reader's binary number would round stays the digits that it is.
  return numberText(Number(digits)) === digits ? digits : JSON.stringify(digits);
}
