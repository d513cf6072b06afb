import type { Books, Register } from '@quantu/registers';
import type { FigureWatch, Freshness } from '@quantu/product-documents/server';
import type { JobHandler, ReadDb, Store } from '@quantu/store';
import { sql } from 'kysely';
import { catalogueOf, type Catalogue } from './candidates.server.ts';
import { examine, figuresToCheck, type Check } from './examine.server.ts';
import { trailEnd } from './sign.server.ts';
import { Values } from './target.server.ts';

const BATCH = 1000;
/** Figures that one look may hold against the registers; more are a job's. */
const MOST_AT_ONCE = 4000;
export const CHECK_JOB = 'figure.check';

/**
 * Keeps what stands behind printed figures right. Every look at figures comes by here first: nothing has been written
 * since the last look in most cases, and that costs one statement. Else only what the written tables can have changed
 * is done again: figures that are new or corrected, and figures bound to a register that was written.
 */
export function figureWatch(store: Store, books: Books): FigureWatch {
  const underWay = new Map<string, Promise<Freshness>>();
  const done = new Map<string, number>();
  const look = async (district: string): Promise<Freshness> => {
    const now = await trailEnd(store.read(district));
    if (done.get(district) === now) return 'fresh';
    if (await isChecking(store, district)) return 'checking';
    const isDone = await freshen(store, books, district, now, MOST_AT_ONCE);
    if (isDone) done.set(district, now);
    else await enqueueCheck(store, district);
    return isDone ? 'fresh' : 'checking';
  };
  return (district) => {
    // Who comes while it is being done waits for the same; what is written meanwhile is seen at the next look.
    const running = underWay.get(district) ?? look(district).finally(() => underWay.delete(district));
    underWay.set(district, running);
    return running;
  };
}

/** The same for however many figures, as a job: after a new program, or a register that thousands of figures hang on. */
export function checkFiguresJob(store: Store, books: Books): JobHandler {
  return async (job) => {
    const district = job.district!; // it is only ever enqueued in one
    await freshen(store, books, district, await trailEnd(store.read(district)), Infinity, async (share) => {
      job.signal.throwIfAborted();
      await job.progress(share, '正在与台账核对');
    });
  };
}

/** All of it here and now: for the command line, which waits. */
export async function checkFigures(store: Store, books: Books, district: string): Promise<void> {
  await freshen(store, books, district, await trailEnd(store.read(district)), Infinity);
}

async function isChecking(store: Store, district: string): Promise<boolean> {
  const job = await store
    .read()
    .selectFrom('job')
    .select('id')
    .where('kind', '=', CHECK_JOB)
    .where('district', '=', district)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return job !== undefined;
}

async function enqueueCheck(store: Store, district: string): Promise<void> {
  await store.transact({ district, actor: 'system', action: CHECK_JOB }, (tx) =>
    store.jobs.enqueue(tx, { kind: CHECK_JOB, payload: {} }),
  );
}

/** False: there is more to do than one look may take, and nothing was done. */
async function freshen(
  store: Store,
  books: Books,
  district: string,
  now: number,
  most: number,
  onProgress: (share: number) => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  const db = store.read(district);
  const [before, catalogue] = await Promise.all([
    db.selectFrom('figure_watch').select(['seq', 'catalogue']).where('id', '=', 1).executeTakeFirst(),
    catalogueOf(db, books),
  ]);
  const isKnown = before?.catalogue === catalogue.fingerprint;
  if (isKnown && before.seq === now) return true;
  const written = isKnown ? await tablesSince(db, before.seq, now) : null;
  const ids = await figuresTouched(db, books, written);
  if (ids.length > most) return false;
  if (ids.length > 0 || written === null || written.has('figure')) {
    await check(store, books, district, catalogue, ids, onProgress);
  }
  await store.unrecorded(district, (tx) =>
    sql`insert into figure_watch (id, seq, catalogue) values (1, ${now}, ${catalogue.fingerprint})
      on conflict (id) do update set seq = greatest(figure_watch.seq, excluded.seq), catalogue = excluded.catalogue`.execute(
      tx,
    ),
  );
  return true;
}

/** The tables that transactions changed between two entries of the audit trail. */
async function tablesSince(db: ReadDb, from: number, until: number): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select distinct split_part(t, '.', 2) as name from audit, unnest(tables) t
    where seq > ${from} and seq <= ${until}`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** The figures to look at again; `null`: all of them. */
async function figuresTouched(db: ReadDb, books: Books, written: ReadonlySet<string> | null): Promise<string[]> {
  const isFigures = written === null || ['figure', 'figure_binding', 'proposal'].some((table) => written.has(table));
  const registers = written === null ? [] : books.registers.all.filter((one) => dependsOn(books, one, written));
  if (!isFigures && registers.length === 0) return [];
  const names = registers.map(({ name }) => name);
  // A figure is also read by those beside it: what was written on one is looked at with its whole document.
  const { rows } = await sql<{ id: string }>`
    with touched as (select f.id, f.document, ${isFigures} and (c.figure is null or c.figure_from <> f.recorded_from
        or ${isRejudged}) as is_own
      from figure f left join figure_check c on c.figure = f.id
      where ${written === null} or c.register = any(${names})
        or (${isFigures} and (c.figure is null or c.figure_from <> f.recorded_from or ${isRejudged})))
    select f.id from figure f where f.id in (select id from touched)
      or f.document in (select document from touched where is_own)
    order by f.document, f.position`.execute(db);
  return rows.map(({ id }) => id);
}

/** A person has spoken since, or a finding on the figure was opened or settled. */
const isRejudged = sql<boolean>`(
  exists (select from figure_binding b where b.figure = f.id) <> (c.origin in ('person', 'unbound'))
  or exists (select from figure_binding b where b.figure = f.id
    and (b.register, b.key, b.scope, b.period) is distinct from (c.register, c.key, c.scope, c.period))
  or c.clashes <> exists (select from proposal p where p.document = f.document and p.kind = 'finding'
    and p.state = 'proposed' and p.value ->> 'severity' = 'error' and (p.value -> 'at' ->> 0)::int = f.start_at))`;

/** A register's figures look at its own records, at the trees of what these refer to, and at its code sets. */
function dependsOn(books: Books, register: Register, written: ReadonlySet<string>): boolean {
  const tables = Object.values(register.fields).flatMap((field) => {
    if (field.kind === 'code') return ['code_version'];
    return field.kind === 'reference' ? [books.registers.get(field.to)!.table] : [];
  });
  return [register.table, ...tables].some((table) => written.has(table));
}

async function check(
  store: Store,
  books: Books,
  district: string,
  { candidates }: Catalogue,
  ids: readonly string[],
  onProgress: (share: number) => Promise<void>,
): Promise<void> {
  const db = store.read(district);
  const values = new Values(db, books);
  for (let from = 0; from < ids.length; from += BATCH) {
    const part = ids.slice(from, from + BATCH);
    const [figures, bindings] = await Promise.all([
      figuresToCheck(db, part),
      db.selectFrom('figure_binding').selectAll().where('figure', 'in', part).execute(),
    ]);
    const said = new Map(bindings.map((binding) => [binding.figure, binding]));
    const checks = await examine(books, values, candidates, figures, said);
    await keep(store, district, checks);
    await onProgress((from + part.length) / ids.length);
  }
  await store.unrecorded(district, (tx) =>
    sql`delete from figure_check c where not exists (select from figure f where f.id = c.figure)`.execute(tx),
  );
}

async function keep(store: Store, district: string, checks: readonly Check[]): Promise<void> {
  if (checks.length === 0) return;
  const columns = Object.keys(checks[0]!).filter((column) => column !== 'figure');
  await store.unrecorded(district, (tx) =>
    tx
      .insertInto('figure_check')
      .values(checks)
      .onConflict((conflict) =>
        conflict
          .column('figure')
          .doUpdateSet((eb) =>
            Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}` as never)])),
          ),
      )
      .execute(),
  );
}
