import type { Kysely } from 'kysely';

/**
 * A step forward of the schema. `up` writes plain `sql` statements without schema names; it may be called on a
 * database that answers every query with no rows (that is how its text is hashed), so it does not branch on answers.
 * A migration that has been released is never edited: a new one is added.
 */
export interface Migration {
  /** Day and slug, `2026-11-23-first`. Migrations run by day, then by the order of the rooms, then of their list. */
  readonly id: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a migration runs on the schema of its day, which has no type
  readonly up: (db: Kysely<any>) => Promise<unknown>;
}

/** What a room brings to the store: its tables, in the shared schema or in every district's. */
export interface Room {
  readonly name: string;
  readonly where: 'shared' | 'district';
  readonly migrations: readonly Migration[];
  /** Tables that keep no history (sessions, counters, caches). Every other table keeps all versions of its rows. */
  readonly withoutHistory?: readonly string[];
}

const DISTRICT_CODE = /^[0-9]{6,12}$/;

export function isDistrictCode(code: string): boolean {
  return DISTRICT_CODE.test(code);
}

/** GB/T 2260 assigns no code from 99 on: such a district is invented, and its history may be. */
export function isInvented(district: string | undefined): boolean {
  return district?.startsWith('99') ?? false;
}

export function schemaOf(district: string | undefined): string {
  return district === undefined ? 'shared' : `d${district}`;
}
