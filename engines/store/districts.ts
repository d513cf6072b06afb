import { appliedSteps, migrateSchema, withMigrationLock } from './migrate/migrate.ts';
import { pendingSteps, stepsOf, type Step } from './migrate/plan.ts';
import type { Change } from './handle.ts';
import { storeFault } from './faults.ts';
import type { Pools } from './pools.ts';
import { isDistrictCode, type Room } from './room.ts';
import { transact } from './transact.ts';

export interface District {
  readonly code: string;
  readonly name: string;
}

interface Steps {
  readonly shared: readonly Step[];
  readonly district: readonly Step[];
}

/** The schemas of a store: the shared one and one a district, each brought to the program's version. */
export class Districts {
  readonly #pools: Pools;
  readonly #rooms: readonly Room[];
  readonly #steps: Steps;
  #known = new Set<string>();

  private constructor(pools: Pools, rooms: readonly Room[], steps: Steps) {
    this.#pools = pools;
    this.#rooms = rooms;
    this.#steps = steps;
  }

  static async open(pools: Pools, rooms: readonly Room[]): Promise<Districts> {
    const steps = { shared: await stepsOf(rooms, 'shared'), district: await stepsOf(rooms, 'district') };
    return new Districts(pools, rooms, steps);
  }

  /** Migrates all schemas; a second program that starts meanwhile waits. */
  async migrate(): Promise<number> {
    return this.#migrating(async (client) => {
      let made = await migrateSchema(client, undefined, this.#steps.shared, this.#rooms);
      const { rows } = await client.query<District>('select code from shared.district order by code');
      for (const { code } of rows) made += await migrateSchema(client, code, this.#steps.district, this.#rooms);
      return made;
    });
  }

  async #migrating<T>(work: (client: Awaited<ReturnType<Pools['own']>>) => Promise<T>): Promise<T> {
    const client = await this.#pools.own('migrate');
    try {
      return await withMigrationLock(client, () => work(client));
    } finally {
      await client.end();
    }
  }

  /** Makes a district's schema, then its row: a kill in between leaves a schema that the next call goes on with. */
  async create(district: District, by: Pick<Change, 'actor' | 'reason'>): Promise<void> {
    const { code, name } = district;
    if (!isDistrictCode(code)) throw storeFault('store.district-code', { code });
    if (await this.isKnown(code)) throw storeFault('store.district-exists', { code });
    await this.#migrating((client) => migrateSchema(client, code, this.#steps.district, this.#rooms));
    await transact(this.#pools, { ...by, action: 'create-district', subject: code }, async (tx) => {
      const wish = tx.insertInto('district').values({ code, name });
      const made = await wish
        .onConflict((conflict) => conflict.doNothing())
        .returning('code')
        .executeTakeFirst();
      if (!made) throw storeFault('store.district-exists', { code }); // by somebody else, meanwhile
      tx.audit({ after: { code, name } });
    });
  }

  /** The steps of the program for a district's schema, or with undefined for the shared one. */
  stepsOf(district: string | undefined): readonly Step[] {
    return district === undefined ? this.#steps.shared : this.#steps.district;
  }

  /** How many migration steps have been made in all schemas, and how many are missing. */
  async version(): Promise<{ made: number; missing: number }> {
    let made = 0;
    let missing = 0;
    const client = await this.#pools.read(undefined);
    try {
      for (const code of [undefined, ...(await this.all()).map(({ code }) => code)]) {
        const applied = await appliedSteps(client, code);
        made += applied.length;
        missing += pendingSteps(this.stepsOf(code), applied).length;
      }
    } finally {
      client.release();
    }
    return { made, missing };
  }

  async all(): Promise<District[]> {
    const client = await this.#pools.read(undefined);
    try {
      const { rows } = await client.query<District>('select code, name from district order by code');
      this.#known = new Set(rows.map(({ code }) => code));
      return rows;
    } finally {
      client.release();
    }
  }

  /** A schema that is not there would silently be passed over by the search path, so every handle asks first. */
  async assertKnown(code: string | undefined): Promise<void> {
    if (code !== undefined && !(await this.isKnown(code))) throw storeFault('store.no-district', { code });
  }

  async isKnown(code: string): Promise<boolean> {
    if (this.#known.has(code)) return true;
    await this.all();
    return this.#known.has(code);
  }
}
