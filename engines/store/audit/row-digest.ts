import { escapeLiteral, type ClientBase } from 'pg';
import { sm3Stream } from '@quantu/base/server';

export interface RowDigest {
  readonly changed: number;
  readonly digest: string;
}

const PAGE = 1000;
const NEWLINE = Buffer.from('\n');

/**
 * SM3 over what each of these audit entries did to rows (see `quantu_lines`), read through a cursor so that memory
 * does not grow with the number of rows. Needs an open transaction.
 */
export async function rowDigests(
  client: ClientBase,
  entries: readonly string[],
  tables: readonly string[],
): Promise<Map<string, RowDigest>> {
  const running = new Map(entries.map((entry) => [entry, { sum: sm3Stream(), changed: 0 }]));
  if (tables.length > 0 && entries.length > 0) {
    const ids = entries.map((entry) => escapeLiteral(entry)).join();
    const names = tables.map((table) => escapeLiteral(table)).join();
    const call = `shared.quantu_lines(array[${ids}]::uuid[], array[${names}]::text[])`;
    await eachRow<{ entry: string; line: string }>(client, `select entry, line from ${call}`, ({ entry, line }) => {
      const digest = running.get(entry);
      if (!digest) return;
      digest.sum.update(Buffer.from(line));
      digest.sum.update(NEWLINE);
      digest.changed++;
    });
  }
  return new Map([...running].map(([entry, { sum, changed }]) => [entry, { changed, digest: sum.digest() }]));
}

/** Runs a query through a cursor and hands on its rows, a page in memory at a time. */
// oxlint-disable-next-line no-unnecessary-type-parameters -- the caller says what its query answers with
export async function eachRow<Row extends object>(
  client: ClientBase,
  query: string,
  take: (row: Row) => void | Promise<void>,
): Promise<void> {
  await client.query(`declare quantu_rows no scroll cursor for ${query}`);
  const page = () => client.query<Row>(`fetch ${PAGE} from quantu_rows`);
  for (let coming = page(); ;) {
    const { rows } = await coming;
    const isLast = rows.length < PAGE;
    // The next page comes while this one is taken.
    if (!isLast) {
      coming = page();
      coming.catch(() => undefined); // told when it is waited for
    }
    for (const row of rows) {
      const pending = take(row);
      if (pending) await pending;
    }
    if (isLast) break;
  }
  await client.query('close quantu_rows');
}
