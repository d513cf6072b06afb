import type { Kysely } from 'kysely';

/** A handle on a schema that is being built: its tables have no types yet. */
// oxlint-disable-next-line typescript/no-explicit-any -- the schema changes under it
export type Migrating = Kysely<any>;
