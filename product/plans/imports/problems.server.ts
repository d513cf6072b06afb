import { Readable } from 'node:stream';
import { fromWkb, labelPoint, type Geometry } from '@quantu/geometry';
import type { FileAnswer } from '@quantu/people/server';
import type { ReadDb } from '@quantu/store';
import { TOO_LONG, writeWorkbook, type OutCell } from '@quantu/tables/server';
import { sql } from 'kysely';
import type { PROBLEM_FORMATS } from '../contract.ts';
import { spatialImportFault } from './faults.ts';
import type { ImportDesk, Run } from './runs.server.ts';

export type ProblemFormat = (typeof PROBLEM_FORMATS)[number];

const PAGE = 1000;
const MOST_COLUMNS = 200;
/** Of a cell in Excel. */
const LONGEST = 32_767;
const TYPES = {
  geojson: 'application/geo+json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

interface Problem {
  readonly part: number;
  readonly seq: number;
  readonly key: string;
  readonly kind: string;
  readonly name: string | null;
  readonly code: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
  readonly problems: readonly string[];
  readonly shape: Buffer | null;
  readonly raw: string | null;
}

/** Every feature that was rejected, mended or is doubtful, with its reasons, as a file to correct the data by. */
export async function problemsFile(
  { store, district }: Pick<ImportDesk, 'store' | 'district'>,
  run: Pick<Run, 'id' | 'file_name' | 'layers'>,
  format: ProblemFormat,
): Promise<FileAnswer> {
  const db = store.read(district);
  const columns = await columnsOf(db, run.id);
  if (columns === null) throw spatialImportFault('map-import.no-problems');
  const rows = problemsOf(db, run.id);
  const names = run.layers.map(({ name }) => name);
  const bytes = Readable.from(format === 'xlsx' ? workbook(rows, names, columns) : geojson(rows, names));
  const base = run.file_name.replace(/\.[^.]{1,8}$/, '');
  return { name: `${base}（问题清单）.${format}`, type: TYPES[format], bytes };
}

/** The attributes that these features have; null when there are none of them. */
async function columnsOf(db: ReadDb, run: string): Promise<readonly string[] | null> {
  const { rows } = await sql<{ count: number; names: string[] | null }>`
    with bad as (select attributes from layer_staged where import = ${run}::uuid and cardinality(problems) > 0)
    select (select count(*) from bad) as count,
      (select array_agg(distinct k order by k) from bad, jsonb_object_keys(attributes) k) as names`.execute(db);
  const { count, names } = rows[0]!;
  return count === 0 ? null : (names ?? []).slice(0, MOST_COLUMNS);
}

async function* problemsOf(db: ReadDb, run: string): AsyncGenerator<readonly Problem[]> {
  for (let [part, seq] = [-1, -1]; ;) {
    const { rows }: { rows: Problem[] } = await sql<Problem>`select part, seq, key, kind, name, code, attributes,
        problems, shape, raw from layer_staged
      where import = ${run}::uuid and cardinality(problems) > 0 and (part, seq) > (${part}::integer, ${seq}::integer)
      order by part, seq limit ${PAGE}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    [part, seq] = [last.part, last.seq];
  }
}

/** What becomes of it. */
const fateOf = ({ kind }: Problem): string => (kind === 'rejected' ? '退回，没有导入' : '照常导入，请核对');

/** As it is stored; what was rejected as it came, where its coordinates can be written. */
function geometryOf({ shape, raw }: Problem): Geometry | null {
  if (shape !== null) return fromWkb(shape);
  return raw === null ? null : (JSON.parse(raw) as Geometry);
}

async function* geojson(rows: AsyncIterable<readonly Problem[]>, layers: readonly string[]): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let before = '\n';
  for await (const page of rows) {
    const features = page.map((row) => {
      const told = { 图层: layers[row.part], 序号: row.seq, 处理: fateOf(row), 原因: row.problems.join('；') };
      const properties = { ...told, ...row.attributes };
      return JSON.stringify({ type: 'Feature', properties, geometry: geometryOf(row) });
    });
    yield before + features.join(',\n');
    before = ',\n';
  }
  yield '\n]}\n';
}

const HEADS = ['图层', '序号', '标识', '名称', '编码', '处理', '原因', '经度', '纬度'];

function workbook(
  rows: AsyncIterable<readonly Problem[]>,
  layers: readonly string[],
  columns: readonly string[],
): AsyncGenerator<Buffer> {
  async function* cells(): AsyncGenerator<OutCell[][]> {
    for await (const page of rows) {
      yield page.map((row) => {
        const [lon, lat] = placeOf(row);
        const own = columns.map((column) => cellOf(row.attributes[column]));
        const reasons = row.problems.join('；');
        return [layers[row.part] ?? '', row.seq, row.key, row.name, row.code, fateOf(row), reasons, lon, lat, ...own];
      });
    }
  }
  const widths = [...HEADS.map((head) => (head === '原因' ? 60 : 14)), ...columns.map(() => 16)];
  return writeWorkbook({ name: '问题清单', widths, heads: [[...HEADS, ...columns]], rows: cells() });
}

/** Where to look. */
function placeOf(row: Problem): readonly [number | null, number | null] {
  const geometry = row.shape === null ? null : fromWkb(row.shape);
  return geometry === null ? [null, null] : labelPoint(geometry);
}

function cellOf(value: Problem['attributes'][string] | undefined): OutCell {
  if (value === undefined || value === null || typeof value === 'number') return value ?? null;
  const text = value === true ? '是' : value === false ? '否' : value;
  return text.length > LONGEST ? TOO_LONG : text;
}
