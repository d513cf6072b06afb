import type { Kysely } from 'kysely';
import type { Instant, Json } from '@quantu/base';
import type { Tables } from './tables.ts';

type Reading = 'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'case' | 'fn' | 'dynamic' | 'getExecutor';
type Writing = 'insertInto' | 'updateTable' | 'deleteFrom' | 'mergeInto' | 'replaceInto';

/** A handle that can only read. The database refuses a write on it too, also one in plain `sql`. */
export type ReadDb = Pick<Kysely<Tables>, Reading>;

/** The handle inside `store.unrecorded`: it writes in tables that keep no history. */
export interface UnrecordedDb extends ReadDb, Pick<Kysely<Tables>, Writing> {}

/** What a transaction adds to its audit entry. */
export interface AuditDetail {
  readonly subject?: string;
  readonly reason?: string;
  readonly before?: Json;
  readonly after?: Json;
}

/** The handle inside `store.transact`: reads and writes in one transaction. A function that reads accepts it too. */
export interface WriteDb extends ReadDb, Pick<Kysely<Tables>, Writing> {
  readonly district: string | undefined;
  readonly actor: string;
  /** The id of this transaction's audit entry; rows changed here carry it in `recorded_in`. */
  readonly entry: string;
  /** The instant of this transaction; rows changed here carry it in `recorded_from`. */
  readonly at: Instant;
  /** Adds detail to the audit entry; later calls override the same keys. */
  audit(detail: AuditDetail): void;
}

/** Who does what: what the audit entry of a transaction begins with. */
export interface Change {
  readonly district?: string | undefined;
  readonly actor: string;
  readonly action: string;
  readonly subject?: string | undefined;
  readonly reason?: string | undefined;
  /**
   * An earlier instant that the transaction is recorded at. Only in an invented district (code 99…, which GB/T 2260
   * does not assign), whose history is invented too; everywhere else what is recorded is recorded now.
   */
  readonly at?: Instant | undefined;
}
