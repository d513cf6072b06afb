import { sql, type Kysely } from 'kysely';

/**
 * Roles leave the account for grants of their own: for a district, an organisation, a time. What the three former
 * ranks could do, their accounts can do afterwards.
 */
// oxlint-disable-next-line typescript/no-explicit-any -- a migration runs on the schema of its day, which has no type
export async function separate(db: Kysely<any>): Promise<void> {
  await sql`create table role_grant (
    id uuid primary key, account uuid not null references account (id), role text not null, district text,
    organisation uuid, from_day date not null, until_day date, delegated_from uuid references role_grant (id),
    granted_by text not null, granted_at timestamptz not null, check (until_day >= from_day),
    check (organisation is null or district is not null))`.execute(db);
  await sql`create index on role_grant (account)`.execute(db);
  await sql`create index on role_grant (delegated_from)`.execute(db);
  await sql`insert into role_grant (id, account, role, from_day, granted_by, granted_at)
    select gen_random_uuid(), a.id, p.role, (a.created_at at time zone 'Asia/Shanghai')::date, 'system', a.created_at
    from account a join (values ('administrator', 'system-administrator'), ('administrator', 'security-administrator'),
      ('administrator', 'audit-administrator'), ('administrator', 'government-office'), ('writer', 'government-office'),
      ('reader', 'reader')) p (preset, role) on p.preset = a.role`.execute(db);
  await sql`alter table account drop column role`.execute(db);
  await sql`create table account_person (
    account uuid not null references account (id), district text not null, person uuid not null,
    primary key (account, district), unique (district, person))`.execute(db);
  await sql`create table security_setting (key text primary key, value jsonb not null)`.execute(db);
  await sql`alter table session add column method text not null default 'password'`.execute(db);
  await signingIn(db);
  await doors(db);
}

// oxlint-disable-next-line typescript/no-explicit-any -- as above
async function signingIn(db: Kysely<any>): Promise<void> {
  await sql`create table past_password (
    account uuid not null references account (id), hash text not null, changed_at timestamptz not null,
    primary key (account, hash))`.execute(db);
  await sql`create table second_factor (
    account uuid primary key references account (id), secret text not null, confirmed_at timestamptz,
    last_step bigint not null default 0)`.execute(db);
  await sql`create table recovery_code (
    account uuid not null references account (id), digest text not null, primary key (account, digest))`.execute(db);
  await sql`create table sign_in_challenge (
    digest text primary key, account uuid not null references account (id), expires_at timestamptz not null)`.execute(
    db,
  );
}

// oxlint-disable-next-line typescript/no-explicit-any -- as above
async function doors(db: Kysely<any>): Promise<void> {
  await sql`create table api_token (
    id uuid primary key, digest text not null unique, prefix text not null, account uuid not null references account (id),
    name text not null, permissions text[] not null, districts text[], registers text[],
    created_at timestamptz not null, expires_at timestamptz not null,
    is_revoked boolean not null default false)`.execute(db);
  await sql`create index on api_token (account)`.execute(db);
  await sql`create table api_token_use (
    token uuid primary key references api_token (id), last_used_at timestamptz not null)`.execute(db);
  await sql`create table invitation (
    id uuid primary key, digest text not null unique, display_name text not null, role text not null, district text,
    organisation uuid, created_by text not null, created_at timestamptz not null, expires_at timestamptz not null,
    is_withdrawn boolean not null default false, used_by uuid references account (id))`.execute(db);
  await sql`create table oidc_attempt (
    state text primary key, binding text not null, nonce text not null, verifier text not null,
    expires_at timestamptz not null)`.execute(db);
  await sql`create table oidc_secret (key text primary key, secret text not null)`.execute(db);
}
