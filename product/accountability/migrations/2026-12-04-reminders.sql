-- what falls due is told once a day: in the product, and by mail and webhook where they are set up
create table reminder_notice (
  id uuid primary key,
  on_day date not null,
  unit uuid not null,
  register text not null,
  record uuid not null,
  due_on date not null,
  text text not null
);
create unique index reminder_notice_once_index on reminder_notice (record, unit, on_day);
create index reminder_notice_unit_index on reminder_notice (unit, on_day desc);
create table reminder_read (
  notice uuid not null,
  account text not null,
  primary key (notice, account)
);
create table reminder_day (
  id text primary key check (id = 'district'),
  told_on date not null
);
create table reminder_address (
  account text primary key,
  email text not null
);
create table reminder_setting (
  id text primary key check (id = 'district'),
  smtp_host text not null,
  smtp_port integer not null,
  smtp_tls text not null,
  smtp_user text not null,
  smtp_secret text not null,
  smtp_from text not null,
  mail_on boolean not null,
  webhook_url text not null,
  webhook_secret text not null,
  webhook_on boolean not null,
  site text not null,
  trouble text not null
);
-- one digest a day for each recipient and channel, never two
create table reminder_outbox (
  id uuid primary key,
  on_day date not null,
  channel text not null,
  recipient text not null,
  body text not null,
  state text not null,
  attempts integer not null,
  next_at timestamptz not null,
  error text not null
);
create unique index reminder_outbox_once_index on reminder_outbox (on_day, channel, recipient);
create index reminder_outbox_next_index on reminder_outbox (next_at) where state = 'waiting';
