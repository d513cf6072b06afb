import { escapeLiteral, type ClientBase } from 'pg';
import { sm3Stream } from '@quantu/base/server';

export interface RowDigest {
  readonly changed: number;
  readonly digest: string;
}

const PAGE = 1000;

/**
 * SM3 over what each of these audit entries did to rows (see `quantu_open_lines`), read through a cursor so that memory
 * does not grow with the number of rows. Needs an open transaction.
 *
 * @param tables sorted, as they stand in the entries.
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
    const open = `select shared.quantu_open_lines(array[${ids}]::uuid[], array[${names}]::text[])`;
    await eachPage<{ entry: string; line: string }>(client, open, (page) => {
      for (const [entry, lines] of byEntry(page)) {
        const digest = running.get(entry);
        if (!digest) continue;
        digest.sum.update(`${lines.join('\n')}\n`);
        digest.changed += lines.length;
      }
    });
  }
  return new Map([...running].map(([entry, { sum, changed }]) => [entry, { changed, digest: sum.digest() }]));
}

/** One text for each entry is hashed faster than one for each line. */
function byEntry(page: readonly { readonly entry: string; readonly line: string }[]): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const { entry, line } of page) {
    const known = lines.get(entry);
    if (known) known.push(line);
    else lines.set(entry, [line]);
  }
  return lines;
}

/** Runs a query through a cursor and hands on its rows, a page in memory at a time. */
// oxlint-disable-next-line no-unnecessary-type-parameters -- the caller says what its query answers with
export async function eachRow<Row extends object>(
  client: ClientBase,
  query: string,
  take: (row: Row) => void | Promise<void>,
): Promise<void> {
  await eachPage<Row>(client, `declare quantu_rows no scroll cursor for ${query}`, async (page) => {
    for (const row of page) {
      const pending = take(row);
      if (pending) await pending;
    }
  });
}

/** Hands on the rows of the cursor `quantu_rows`, which `open` opens. */
// oxlint-disable-next-line no-unnecessary-type-parameters -- the caller says what its query answers with
async function eachPage<Row extends object>(
  client: ClientBase,
  open: string,
  take: (page: readonly Row[]) => void | Promise<void>,
): Promise<void> {
  const fetched = `fetch ${PAGE} from quantu_rows`;
  const answers: unknown = await client.query(`${open}; ${fetched}`);
  const [, first] = answers as [unknown, { rows: Row[] }]; // pg: one result a statement
  for (let { rows } = first; ;) {
    const isLast = rows.length < PAGE;
    // The next page comes while this one is taken.
    const coming = isLast ? null : client.query<Row>(fetched);
    coming?.catch(() => undefined); // told when it is waited for
    await take(rows);
    if (coming === null) break;
    ({ rows } = await coming);
  }
  await client.query('close quantu_rows');
}
