import { Readable } from 'node:stream';
import { dayInChina, instantOf } from '@quantu/base';
import { FICTIONAL_MARK, isFictional } from '@quantu/people';
import type { FileAnswer } from '@quantu/people/server';
import { describeRegister, type ListWish, type RecordView, type RegisterDescription } from '@quantu/registers';
import { streamRecords } from '@quantu/registers/server';
import type { Desk } from './desk.server.ts';
import { csvLine, exportColumns } from './export-cells.ts';
import { workbookStream } from './export-workbook.server.ts';
import { deskFault } from './faults.ts';
import { GEOJSON_END, geojsonFeature, geojsonHead } from './geojson.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
} as const;
export type ExportFormat = keyof typeof TYPES;

/** What an export needs of whoever asks: the command line has no account. */
export type OutDesk = Pick<Desk, 'store' | 'books' | 'district' | 'register' | 'db'> & {
  readonly person: Pick<Desk['person'], 'viewer'>;
};

/** A selection as a file, written while it is read: it may be long. */
export async function exportOf(
  desk: OutDesk,
  format: ExportFormat,
  wish: ListWish,
  asOf: string | undefined,
): Promise<FileAnswer> {
  const { db, books, register, person, district } = desk;
  const description = describeRegister(register, person.viewer);
  const fields = wish.fields ?? description.fields.map(({ key }) => key);
  const shape = description.geometry;
  if (format === 'geojson' && shape === null) throw deskFault('register.no-map', { label: register.label });
  const read = format === 'geojson' && shape !== null ? [...fields, shape] : fields;
  const records = await begun(streamRecords(db, books, register, person.viewer, { ...wish, fields: read }));
  const found = (await desk.store.districts()).find(({ code }) => code === district);
  const mark = isFictional(found?.name ?? '') ? FICTIONAL_MARK : null;
  const day = asOf ?? dayInChina(instantOf(new Date()));
  const name = `${register.label}${mark === null ? '' : `（${mark}）`}${day}.${format}`;
  return {
    name,
    type: TYPES[format],
    bytes: contentOf(desk, format, { description, records, mark, wanted: wish.fields }),
  };
}

interface Content {
  readonly description: RegisterDescription;
  readonly records: AsyncIterable<readonly RecordView[]>;
  readonly mark: string | null;
  readonly wanted: readonly string[] | undefined;
}

function contentOf(desk: OutDesk, format: ExportFormat, { description, records, mark, wanted }: Content): Readable {
  const columns = exportColumns(description, wanted);
  if (format === 'xlsx') return workbookStream(description.label, columns, records, mark);
  if (format === 'csv') return Readable.from(csvLines(columns, records, mark));
  return Readable.from(features(desk, description.geometry!, { description, records, mark, wanted }));
}

/** The first records are read before the answer begins, so that what is wrong with the wish is still said. */
async function begun<T>(records: AsyncGenerator<T>): Promise<AsyncGenerator<T>> {
  const first = await records.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* records;
  })();
}

/** With the mark that lets Excel see UTF-8. */
async function* csvLines(
  columns: ReturnType<typeof exportColumns>,
  records: AsyncIterable<readonly RecordView[]>,
  mark: string | null,
): AsyncGenerator<string> {
  yield `\uFEFF${mark === null ? '' : csvLine([{ text: mark }])}${csvLine(columns.map(({ head }) => ({ text: head })))}`;
  for await (const chunk of records) {
    yield chunk.map((record) => csvLine(columns.map(({ cell }) => cell(record)))).join('');
  }
}

async function* features(
  { register }: OutDesk,
  shape: string,
  { description, records, mark, wanted }: Content,
): AsyncGenerator<string> {
  const fields = description.fields.filter(({ key }) => key !== shape);
  const columns = exportColumns({ ...description, fields }, wanted);
  yield geojsonHead(register.label, mark);
  let separator = '\n';
  for await (const chunk of records) {
    yield chunk
      .map((record) => {
        const text = separator + geojsonFeature(columns, shape, record);
        separator = ',\n';
        return text;
      })
      .join('');
  }
  yield GEOJSON_END;
}
