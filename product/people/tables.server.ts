import type { Instant } from '@quantu/base';
import type { Room } from '@quantu/store';
import { sql } from 'kysely';
import type { Role } from './contract.ts';

declare module '@quantu/store' {
  interface SharedTables {
    account: AccountTable;
    credential: CredentialTable;
    session: SessionTable;
    sign_in_attempt: SignInAttemptTable;
  }
}

interface AccountTable {
  id: string;
  /** As typed when it was made; never changes, so that the audit trail can name its actor by it. */
  name: string;
  /** The name as it is compared: one composition, no case. */
  name_key: string;
  display_name: string;
  role: Role;
  is_disabled: boolean;
  created_at: Instant;
}

/** Apart from the account, without history: an old password's hash is not kept. */
interface CredentialTable {
  account: string;
  hash: string;
  changed_at: Instant;
  last_sign_in_at: Instant | null;
}

interface SessionTable {
  id: string;
  /** SM3 of the token in the browser's cookie. */
  digest: string;
  account: string;
  created_at: Instant;
  last_seen_at: Instant;
  /** Slides with use, but never past `ends_at`. */
  expires_at: Instant;
  ends_at: Instant;
  address: string;
  browser: string;
}

/** Wrong passwords by the name that was typed, whether there is such an account or not. */
interface SignInAttemptTable {
  name_key: string;
  failures: number;
  last_at: Instant;
}

export const peopleRoom: Room = {
  name: 'people',
  where: 'shared',
  withoutHistory: ['credential', 'session', 'sign_in_attempt'],
  migrations: [
    {
      id: '2026-11-23-first',
      up: async (db) => {
        await sql`create table account (
          id uuid primary key, name text not null, name_key text not null unique, display_name text not null,
          role text not null check (role in ('administrator', 'writer', 'reader')),
          is_disabled boolean not null default false, created_at timestamptz not null)`.execute(db);
        await sql`create table credential (
          account uuid primary key references account (id), hash text not null, changed_at timestamptz not null,
          last_sign_in_at timestamptz)`.execute(db);
        await sql`create table session (
          id uuid primary key, digest text not null unique, account uuid not null references account (id),
          created_at timestamptz not null, last_seen_at timestamptz not null, expires_at timestamptz not null,
          ends_at timestamptz not null, address text not null, browser text not null)`.execute(db);
        await sql`create index on session (account)`.execute(db);
        await sql`create table sign_in_attempt (
          name_key text primary key, failures integer not null, last_at timestamptz not null)`.execute(db);
      },
    },
  ],
};
