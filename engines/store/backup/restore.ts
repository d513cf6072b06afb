import type { ClientBase } from 'pg';
import { verifyChain } from '../audit/verify.ts';
import type { Districts } from '../districts.ts';
import { storeFault } from '../faults.ts';
import type { FileStore } from '../files/file-store.ts';
import { runStep, withMigrationLock } from '../migrate/migrate.ts';
import { pendingSteps, type Step } from '../migrate/plan.ts';
import { asFault } from '../pg-errors.ts';
import { searchPath, type Pools } from '../pools.ts';
import { schemaOf, type Room } from '../room.ts';
import { contextOf, openEntry } from '../transact.ts';
import type { FilePart, Header } from './format.ts';
import { loadSequences, loadTable } from './load.ts';
import { readArchive } from './read.ts';
import { relaxed } from './relax.ts';
import { tablesOf } from './schema.ts';

export interface Target {
  readonly pools: Pools;
  readonly files: FileStore;
  readonly districts: Districts;
  readonly rooms: readonly Room[];
}

/**
 * Fills an empty store from a backup. The archive is read twice: first only checked, then loaded, everything in one
 * transaction whose audit chains are verified before it is committed. Afterwards the schemas are brought to the
 * program's version.
 */
export async function restoreFrom(target: Target, path: string): Promise<void> {
  const header = await readArchive(path, {});
  const plan = planOf(target.districts, header);
  const client = await target.pools.own('restore');
  try {
    await withMigrationLock(client, async () => {
      await assertEmpty(client);
      const added = await addContents(target.files, path);
      try {
        await loadAll(target, client, path, plan);
      } catch (error) {
        for (const hash of added) await target.files.remove(hash);
        throw error;
      }
    });
  } catch (error) {
    throw asFault(error);
  } finally {
    await client.end();
  }
  await target.districts.migrate();
}

interface Plan {
  readonly district: string | undefined;
  readonly steps: readonly Step[];
}

/** The steps each schema of the backup had, in the program's order; a backup of a newer program is refused. */
function planOf(districts: Districts, header: Header): Plan[] {
  return header.schemas.map(({ district, steps }) => {
    const known = districts.stepsOf(district ?? undefined);
    const missing = new Set(pendingSteps(known, steps));
    return { district: district ?? undefined, steps: known.filter((step) => !missing.has(step)) };
  });
}

/** Empty is: no district, and nothing in the shared tables but what the migrations left. */
async function assertEmpty(client: ClientBase): Promise<void> {
  const districts = await client.query<{ code: string }>('select code from shared.district limit 1');
  if (districts.rows[0]) throw storeFault('store.not-empty', { what: `区划 ${districts.rows[0].code}` });
  const entries = await client.query<{ action: string }>("select action from shared.audit where action <> 'migrate'");
  if (entries.rows[0]) throw storeFault('store.not-empty', { what: `操作记录 ${entries.rows[0].action}` });
}

async function addContents(files: FileStore, path: string): Promise<string[]> {
  const added: string[] = [];
  await readArchive(path, {
    part: async (part, lines) => {
      if (!isFile(part) || (await files.has(part.file))) return;
      const { hash } = await files.put(bytesOf(lines), { name: part.file, type: '', limit: Infinity });
      added.push(hash);
    },
  });
  return added;
}

function isFile(part: object): part is FilePart {
  return 'file' in part;
}

async function* bytesOf(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const line of lines) yield Buffer.from(line, 'base64'); // the quotes around it are passed over
}

async function loadAll(target: Target, client: ClientBase, path: string, plan: readonly Plan[]): Promise<void> {
  await client.query(`begin; set local statement_timeout = 0; ${contextOf(openEntry({ actor: '', action: '' }))}`);
  try {
    await client.query('drop schema shared cascade');
    for (const { district, steps } of plan) await makeSchema(client, target.rooms, district, steps);
    const schemas = plan.map(({ district }) => schemaOf(district));
    await relaxed(client, schemas, async () => {
      for (const schema of schemas) await emptyTables(client, schema);
      await readArchive(path, {
        part: async (part, lines) => {
          if ('table' in part) await loadTable(client, part, lines);
          else if ('sequences' in part) await loadSequences(client, part, lines);
        },
      });
    });
    const { ok, text } = await verifyChain(
      client,
      plan.map(({ district }) => district),
    );
    if (!ok) throw storeFault('store.backup-file', { path, reason: text ?? '' });
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // a dead connection has rolled back already
    throw error;
  }
}

async function makeSchema(
  client: ClientBase,
  rooms: readonly Room[],
  district: string | undefined,
  steps: readonly Step[],
): Promise<void> {
  await client.query(`create schema "${schemaOf(district)}"; set local search_path = ${searchPath(district)}`);
  for (const step of steps) await runStep(client, district, step, rooms);
}

/** Migrations put rows into tables; the backup has its own. */
async function emptyTables(client: ClientBase, schema: string): Promise<void> {
  const all = (await tablesOf(client, schema)).map((table) => `"${schema}"."${table}"`);
  await client.query(`truncate ${all.join()}`);
}
