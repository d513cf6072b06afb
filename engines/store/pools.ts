import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg, { type PoolClient, type PoolConfig } from 'pg';
import { Fault } from '@quantu/base';
import type { Database } from './database.ts';
import { storeFault } from './faults.ts';
import { READ_LIMIT_S, WRITE_LIMIT_S } from './limits.ts';
import { asFault } from './pg-errors.ts';
import { pgTypes } from './pg-types.ts';
import { schemaOf } from './room.ts';
import type { Tables } from './tables.ts';

const READERS = 12;
const WRITERS = 8;
const IDLE_MS = 30_000;
const RETRY_MS = 25;

/** The settings that make text output the same on every server; the rest of a session's state is its search path. */
const SESSION =
  "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';" +
  ' set extra_float_digits = 1; set client_encoding = UTF8;';

/**
 * Two pools for all districts: one that PostgreSQL holds to reading, one for `transact`. A connection is pointed at a
 * district when it is taken, so that a province of districts needs no more connections than one.
 */
export class Pools {
  readonly #config: PoolConfig;
  readonly #reading: pg.Pool;
  readonly #writing: pg.Pool;
  readonly #pointedAt = new WeakMap<PoolClient, string>();
  readonly #database: Pick<Database, 'ready' | 'patienceMs'>;
  #isClosed = false;

  constructor(database: Database) {
    this.#config = { ...database.config, types: pgTypes };
    this.#database = database;
    this.#reading = this.#pool(READERS, 'quantu read');
    this.#writing = this.#pool(WRITERS, 'quantu write');
  }

  #pool(max: number, name: string): pg.Pool {
    const pool = new pg.Pool({
      ...this.#config,
      max,
      application_name: name,
      idleTimeoutMillis: IDLE_MS,
      connectionTimeoutMillis: 20_000,
    });
    // A connection that dies is told to whoever waits for its answer, and replaced at its next use: the event says
    // nothing more, but unheard it would end the program.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  }

  read(district: string | undefined): Promise<PoolClient> {
    const setup = `set default_transaction_read_only = on; set statement_timeout = '${READ_LIMIT_S}s';`;
    return this.#take(this.#reading, setup, district);
  }

  write(district: string | undefined): Promise<PoolClient> {
    return this.#take(this.#writing, `set statement_timeout = '${WRITE_LIMIT_S}s';`, district);
  }

  /** A connection outside the pools, for listening and for long work; its owner ends it. */
  async own(name: string): Promise<pg.Client> {
    await this.#database.ready();
    const client = new pg.Client({ ...this.#config, application_name: `quantu ${name}` });
    client.on('error', () => undefined);
    await client.connect().catch((error: unknown) => Promise.reject(asFault(error)));
    await client.query(SESSION);
    return client;
  }

  async #take(pool: pg.Pool, setup: string, district: string | undefined): Promise<PoolClient> {
    if (this.#isClosed) throw storeFault('store.closed');
    const client = await this.#connect(pool);
    const schema = schemaOf(district);
    const before = this.#pointedAt.get(client);
    if (before === schema) return client;
    try {
      await client.query(`${before === undefined ? SESSION + setup : ''} set search_path = ${searchPath(district)}`);
    } catch (error) {
      client.release(true);
      throw asFault(error);
    }
    this.#pointedAt.set(client, schema);
    return client;
  }

  /** Waits for a database that is being restarted; that it died may be known here before it is to its keeper. */
  async #connect(pool: pg.Pool): Promise<PoolClient> {
    const end = Date.now() + this.#database.patienceMs;
    for (;;) {
      await this.#database.ready();
      try {
        return await pool.connect();
      } catch (error) {
        const told = asFault(error);
        if (!isDown(told) || Date.now() > end) throw told;
        await pause(RETRY_MS);
      }
    }
  }

  /** A writing connection on which a transaction has been opened with these statements. */
  async begin(district: string | undefined, statements: string): Promise<PoolClient> {
    return oncemore(async () => {
      const client = await this.write(district);
      try {
        await client.query(`begin; ${statements}`);
        return client;
      } catch (error) {
        client.release(true);
        throw asFault(error);
      }
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await Promise.all([this.#reading.end(), this.#writing.end()]);
  }
}

/** `public` comes last because a server's administrator may have put extensions there. */
export function searchPath(district: string | undefined): string {
  return district === undefined ? 'shared, public' : `"${schemaOf(district)}", shared, public`;
}

function isDown(error: unknown): boolean {
  return error instanceof Fault && error.code === 'store.down';
}

/** Tries what did nothing yet a second time when the connection it was given turned out to be dead. */
async function oncemore<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (isDown(error)) return attempt();
    throw error;
  }
}

/** A kysely handle for reading that takes a connection for each query and gives it back after it. */
export function kyselyOver(take: () => Promise<PoolClient>): Kysely<Tables> {
  const query = (text: string, values: readonly unknown[]): Promise<unknown> =>
    oncemore(async () => {
      const client = await take();
      let isBroken = true;
      try {
        const answer = await client.query(text, [...values]);
        isBroken = false;
        return answer;
      } catch (error) {
        const told = asFault(error);
        isBroken = isDown(told);
        throw told;
      } finally {
        client.release(isBroken);
      }
    });
  const one = { query: query as PostgresPoolClient['query'], release: () => undefined };
  return kyselyWith(() => Promise.resolve(one));
}

/** A kysely handle on one connection: statements that are asked for at once run one after the other. */
export function kyselyOn(client: pg.ClientBase): Kysely<Tables> {
  let last: Promise<void> = Promise.resolve();
  const query = queryOf(client);
  return kyselyWith(async () => {
    const before = last;
    let free = (): void => undefined;
    last = new Promise((resolve) => {
      free = resolve;
    });
    await before;
    return { query, release: () => free() };
  });
}

function kyselyWith(connect: () => Promise<PostgresPoolClient>): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { connect, end: () => Promise.resolve() } }) });
}

/** A connection's `query`, whose errors are faults where they are one. */
function queryOf(client: pg.ClientBase): PostgresPoolClient['query'] {
  const query = (text: string, values: readonly unknown[]): Promise<unknown> =>
    client.query(text, [...values]).catch((error: unknown) => Promise.reject(asFault(error)));
  return query as PostgresPoolClient['query']; // its other form, with a cursor, is only called when kysely is given one
}
