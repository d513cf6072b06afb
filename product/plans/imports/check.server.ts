import { fromWkb } from '@quantu/geometry';
import { canonicalJson } from '@quantu/base';
import type { ReadDb, UnrecordedDb } from '@quantu/store';
import { sql } from 'kysely';
import type { ImportCounts, ImportedLayer } from '../contract.ts';
import { isSameShape } from '../features/same-shape.ts';
import { Batches, COLUMNS, rowsTable } from '../features/rows.server.ts';
import { districtBox } from './control.server.ts';
import { changeRun, NO_COUNTS, type ImportDesk, type Run } from './runs.server.ts';
import type { StoredLayer } from './stored-layer.ts';
import { rowsPart, targetsOf, type Target } from './targets.server.ts';
import type { FileFeature, PartReport } from './worker/orders.ts';
import type { Follow } from './worker/spatial-workers.server.ts';

type Kind = 'new' | 'changed' | 'unchanged' | 'rejected';
type LayerCounts = Record<keyof NonNullable<ImportedLayer['counts']>, number>;

interface Judged extends FileFeature {
  readonly kind: Kind;
}

const NONE: LayerCounts = { new: 0, changed: 0, unchanged: 0, removed: 0, rejected: 0, repaired: 0 };

/** Step 3: reads, converts and mends every feature and compares it with the version in force. Writes no layer. */
export async function dryRun(desk: ImportDesk, run: Run, follow: Follow = {}): Promise<void> {
  const { store, district, workers } = desk;
  const db = store.read(district);
  const targets = await targetsOf(db, run.layers);
  const parts = targets.flatMap((target) => target.parts.map((part) => rowsPart(target, part)));
  const order = { path: store.files.pathOf(run.hash), name: run.file_name, district: await districtBox(db), parts };
  const checking = new Checking(desk, run.id, targets);
  const total = targets.flatMap(({ parts }) => parts).reduce((sum, { layer }) => sum + layer.features, 0);
  await checking.beginAgain();
  const pieces = workers.rows(order, follow);
  let reports: readonly PartReport[] = [];
  try {
    for (;;) {
      const { value, done } = await pieces.next();
      if (done === true) {
        reports = value;
        break;
      }
      follow.signal?.throwIfAborted();
      if (value.isAgain) await checking.beginAgain();
      await checking.take(value.rows);
      follow.onProgress?.((0.95 * checking.done) / total, `已核对 ${checking.done} / ${total} 个要素`);
    }
    await checking.settled();
  } finally {
    await pieces.return([]);
    // Nothing is still being put down when this ends, however it ends: the next dry run begins with nothing.
    await checking.settled().catch(() => undefined);
  }
  // What is asked of these rows next is planned by how many there are.
  await store.unrecorded(district, (tx) => sql`analyze layer_staged`.execute(tx));
  const layers = await checking.checkedLayers(run.layers, reports);
  await store.unrecorded(district, (tx) => changeRun(tx, run.id, { state: 'checked', layers, counts: sumOf(layers) }));
}

function sumOf(layers: readonly StoredLayer[]): ImportCounts {
  const sum: Record<keyof ImportCounts, number> = { ...NO_COUNTS };
  for (const { counts } of layers) {
    if (counts === null) continue;
    for (const kind of Object.keys(sum) as (keyof ImportCounts)[]) sum[kind] += counts[kind];
  }
  return sum;
}

/** Puts down what the worker made ready, beside what the map holds. */
class Checking {
  readonly #desk: ImportDesk;
  readonly #run: string;
  readonly #targets: readonly Target[];
  readonly #counts = new Map<number, LayerCounts>();
  readonly #batches = new Batches<Judged>();
  #keeping: Promise<void> = Promise.resolve();

  constructor(desk: ImportDesk, run: string, targets: readonly Target[]) {
    this.#desk = desk;
    this.#run = run;
    this.#targets = targets;
  }

  get done(): number {
    return [...this.#counts.values()].reduce(
      (sum, one) => sum + one.new + one.changed + one.unchanged + one.rejected,
      0,
    );
  }

  /** What was put down before is void. */
  async beginAgain(): Promise<void> {
    await this.settled();
    for (const { part } of this.#targets.flatMap(({ parts }) => parts)) this.#counts.set(part, { ...NONE });
    const { store, district } = this.#desk;
    await store.unrecorded(district, (tx) =>
      sql`delete from layer_staged where import = ${this.#run}::uuid`.execute(tx),
    );
  }

  /** Resolved when more may come: these are put down meanwhile. */
  async take(rows: readonly FileFeature[]): Promise<void> {
    const [first] = rows;
    if (!first) return;
    const target = this.#targets.find(({ parts }) => parts.some(({ part }) => part === first.part))!;
    const { store, district } = this.#desk;
    const judged = await judgedRows(store.read(district), target, rows);
    const counts = this.#counts.get(first.part)!;
    for (const row of judged) {
      counts[row.kind]++;
      const full = this.#batches.add(row);
      if (full) await this.#keep(full);
    }
  }

  async settled(): Promise<void> {
    const rest = this.#batches.rest();
    if (rest.length > 0) await this.#keep(rest);
    await this.#keeping;
  }

  async #keep(rows: readonly Judged[]): Promise<void> {
    await this.#keeping;
    const { store, district } = this.#desk;
    this.#keeping = store.unrecorded(district, (tx) => putDown(tx, this.#run, rows));
    this.#keeping.catch(() => undefined); // told when it is waited for
  }

  async checkedLayers(layers: readonly StoredLayer[], reports: readonly PartReport[]): Promise<readonly StoredLayer[]> {
    const { store, district } = this.#desk;
    const db = store.read(district);
    const checked = [...layers];
    for (const target of this.#targets) {
      const kept = target.parts.reduce((sum, { part }) => {
        const { changed, unchanged } = this.#counts.get(part)!;
        return sum + changed + unchanged;
      }, 0);
      const removed = target.head === null ? 0 : (await held(db, target.head.id)) - kept;
      for (const [at, { part, layer }] of target.parts.entries()) {
        const report = reports.find((one) => one.part === part);
        const counts = { ...this.#counts.get(part)!, repaired: report?.repaired ?? 0, removed: at === 0 ? removed : 0 };
        const areaM2 = await stagedArea(db, this.#run, part);
        checked[part] = {
          ...layer,
          layer: target.head?.id ?? null,
          counts,
          areaM2,
          findings: [...(report?.findings ?? [])],
        };
      }
    }
    return checked;
  }
}

interface Held {
  readonly key: string;
  readonly digest: string;
  readonly shape: Buffer;
  readonly words: Pick<FileFeature, 'code' | 'use' | 'name' | 'attributes'>;
  readonly area: number;
}

/** Rows with what they would do; one that only rounding changed is as the map has it. */
async function judgedRows(db: ReadDb, { head }: Target, rows: readonly FileFeature[]): Promise<readonly Judged[]> {
  if (head === null) return rows.map((row) => ({ ...row, kind: row.isRejected ? 'rejected' : 'new' }));
  const keys = rows.map(({ key }) => key);
  const digests = rows.map(({ digest }) => digest);
  const { rows: found } = await sql<{ key: string; isSame: boolean }>`select f.key, f.digest = w.digest as "isSame"
    from unnest(${keys}::text[], ${digests}::text[]) as w(key, digest)
    join layer_feature f on f.layer = ${head.id}::uuid and f.last is null and f.key = w.key`.execute(db);
  const known = new Map(found.map(({ key, isSame }) => [key, isSame]));
  const differing = found.filter(({ isSame }) => !isSame).map(({ key }) => key);
  const near = await heldRows(db, head.id, differing);
  return rows.map((row): Judged => {
    if (row.isRejected) return { ...row, kind: 'rejected' };
    const isSame = known.get(row.key);
    if (isSame === undefined) return { ...row, kind: 'new' };
    if (isSame) return { ...row, kind: 'unchanged' };
    const before = near.get(row.key);
    if (before === undefined || !isAsHeld(row, before)) return { ...row, kind: 'changed' };
    return { ...row, shape: before.shape, digest: before.digest, areaM2: before.area, kind: 'unchanged' };
  });
}

async function heldRows(db: ReadDb, layer: string, keys: readonly string[]): Promise<ReadonlyMap<string, Held>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<Held>`select key, digest, shape, area_m2 as area,
      json_build_object('code', code, 'use', use, 'name', name, 'attributes', attributes) as words
    from layer_feature where layer = ${layer}::uuid and last is null and key = any(${[...keys]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.key, row]));
}

function isAsHeld({ code, use, name, attributes, shape }: FileFeature, before: Held): boolean {
  const isSaid = canonicalJson({ code, use, name, attributes }) === canonicalJson(before.words);
  return isSaid && shape !== null && isSameShape(fromWkb(shape), fromWkb(before.shape));
}

const STAGED = [
  { name: 'part', type: 'integer' },
  { name: 'seq', type: 'integer' },
  { name: 'kind', type: 'text' },
  { name: 'problems', type: 'text[]' },
  { name: 'raw', type: 'text' },
] as const;

async function putDown(tx: UnrecordedDb, run: string, rows: readonly Judged[]): Promise<void> {
  const told = rows.map(({ part, seq, kind, problems, raw }) => ({ part, seq, kind, problems, raw }));
  const plain = rows.map(({ key, code, use, name, attributes, shape, box, areaM2, digest }) => {
    const row = { key, code, use, name, attributes, shape, areaM2, digest };
    return box === null ? row : { ...row, box };
  });
  await sql`insert into layer_staged (import, part, seq, kind, problems, raw, ${COLUMNS})
    select ${run}::uuid, part, seq, kind, problems, raw, ${COLUMNS} from ${rowsTable(plain, STAGED, told)}`.execute(tx);
}

async function held(db: ReadDb, layer: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from layer_feature
    where layer = ${layer}::uuid and last is null`.execute(db);
  return rows[0]!.count;
}

async function stagedArea(db: ReadDb, run: string, part: number): Promise<number> {
  const { rows } = await sql<{ area: number | null }>`select round(sum(area_m2)::numeric, 2)::float8 as area
    from layer_staged where import = ${run}::uuid and part = ${part} and kind <> 'rejected'`.execute(db);
  return rows[0]?.area ?? 0;
}
