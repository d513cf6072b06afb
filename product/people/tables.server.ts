import type { Day, Instant, Json } from '@quantu/base';
import type { Room } from '@quantu/store';
import { sql } from 'kysely';
import type { SessionMethod } from './sessions.server.ts';
import { separate } from './tables-separation.server.ts';
import type { Permission, RoleKey } from './roles.ts';

declare module '@quantu/store' {
  interface SharedTables {
    account: AccountTable;
    credential: CredentialTable;
    session: SessionTable;
    sign_in_attempt: SignInAttemptTable;
    role_grant: RoleGrantTable;
    account_person: { account: string; district: string; person: string };
    /** What administrators set, by key: `policy`, `oidc`. */
    security_setting: { key: string; value: Json };
    past_password: { account: string; hash: string; changed_at: Instant };
    second_factor: SecondFactorTable;
    /** SM3 of a code; a used one is deleted. */
    recovery_code: { account: string; digest: string };
    sign_in_challenge: ChallengeTable;
    api_token: ApiTokenTable;
    api_token_use: { token: string; last_used_at: Instant };
    invitation: InvitationTable;
    oidc_attempt: OidcAttemptTable;
    oidc_secret: { key: string; secret: string };
  }
}

interface RoleGrantTable {
  id: string;
  account: string;
  role: RoleKey;
  /** Null: every district. */
  district: string | null;
  /** A record of the district's register `organisation`. */
  organisation: string | null;
  /** First and last day. */
  from_day: Day;
  until_day: Day | null;
  delegated_from: string | null;
  granted_by: string;
  granted_at: Instant;
}

interface SecondFactorTable {
  account: string;
  /** Sealed by the key of the data directory. */
  secret: string;
  /** Null: shown, but no code has been given yet. */
  confirmed_at: Instant | null;
  /** The last time step a code was taken for: no code is taken twice. */
  last_step: number;
}

interface ChallengeTable {
  digest: string;
  account: string;
  expires_at: Instant;
  method: SessionMethod;
}

interface ApiTokenTable {
  id: string;
  digest: string;
  prefix: string;
  account: string;
  name: string;
  permissions: Permission[];
  districts: string[] | null;
  registers: string[] | null;
  created_at: Instant;
  expires_at: Instant;
  is_revoked: boolean;
}

interface InvitationTable {
  id: string;
  digest: string;
  display_name: string;
  role: RoleKey;
  district: string | null;
  organisation: string | null;
  created_by: string;
  created_at: Instant;
  expires_at: Instant;
  is_withdrawn: boolean;
  used_by: string | null;
}

/** A sign-in through the issuer that is under way. */
interface OidcAttemptTable {
  state: string;
  binding: string;
  nonce: string;
  verifier: string;
  expires_at: Instant;
}

interface AccountTable {
  id: string;
  /** As typed when it was made; never changes, so that the audit trail can name its actor by it. */
  name: string;
  /** The name as it is compared: one composition, no case. */
  name_key: string;
  display_name: string;
  is_disabled: boolean;
  created_at: Instant;
}

/** Apart from the account, without history: an old password's hash is not kept. */
interface CredentialTable {
  account: string;
  hash: string;
  changed_at: Instant;
  last_sign_in_at: Instant | null;
  /** Set by somebody else: good for signing in once, to set one's own. */
  is_given: boolean;
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
  /** How it was opened: `oidc` leaves passwords to the issuer. */
  method: SessionMethod;
  /** The issuer said that a second factor was used there. */
  is_vouched: boolean;
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
  withoutHistory: [
    'credential',
    'session',
    'sign_in_attempt',
    'past_password',
    'second_factor',
    'recovery_code',
    'sign_in_challenge',
    'api_token_use',
    'oidc_attempt',
    'oidc_secret',
  ],
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
    { id: '2026-11-23-grants', up: separate },
    {
      id: '2026-11-23-issued',
      up: async (db) => {
        await sql`alter table session add column is_vouched boolean not null default false`.execute(db);
        await sql`alter table sign_in_challenge add column method text not null default 'password'`.execute(db);
      },
    },
    {
      id: '2026-11-24-given-passwords',
      up: async (db) => {
        await sql`alter table credential add column is_given boolean not null default false`.execute(db);
      },
    },
  ],
};
