import { escapeLiteral, type ClientBase } from 'pg';
import { schemaOf } from '../room.ts';
import type { SequencePart, TablePart } from './format.ts';
import { columnsOf, type StoredColumn } from './schema.ts';

const BATCH_ROWS = 500;
const BATCH_BYTES = 4_000_000;

/** Puts the rows of a part into its table, each value through its type's own reader of text. */
export async function loadTable(client: ClientBase, part: TablePart, lines: AsyncIterable<string>): Promise<void> {
  const schema = schemaOf(part.district ?? undefined);
  const known = new Map((await columnsOf(client, schema, part.table)).columns.map((column) => [column.name, column]));
  const columns = part.columns.map((name) => known.get(name)!);
  const insert = insertText(`"${schema}"."${part.table}"`, columns);
  let rows: (string | null)[][] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (rows.length === 0) return;
    const byColumn = columns.map((_, index) => rows.map((row) => row[index] ?? null));
    await client.query(insert, byColumn);
    rows = [];
    bytes = 0;
  };
  for await (const line of lines) {
    rows.push(JSON.parse(line));
    bytes += line.length;
    if (rows.length >= BATCH_ROWS || bytes >= BATCH_BYTES) await flush();
  }
  await flush();
}

function insertText(table: string, columns: readonly StoredColumn[]): string {
  const names = columns.map(({ quoted }) => quoted).join();
  const values = columns.map(({ type }, index) => `c${index}::${type}`).join();
  const arrays = columns.map((_, index) => `$${index + 1}::text[]`).join();
  const aliases = columns.map((_, index) => `c${index}`).join();
  return `insert into ${table} (${names}) overriding system value
    select ${values} from unnest(${arrays}) as v (${aliases})`;
}

export async function loadSequences(
  client: ClientBase,
  part: SequencePart,
  lines: AsyncIterable<string>,
): Promise<void> {
  const schema = schemaOf(part.district ?? undefined);
  for await (const line of lines) {
    const [name, last]: string[] = JSON.parse(line);
    await client.query(`select setval(format('%I.%I', '${schema}', ${escapeLiteral(name ?? '')})::regclass, $1)`, [
      last,
    ]);
  }
}
