-- what the registers of reports do not hold: the text, its versions and what is said of it

-- one row a report: head, order of sections
create table report_paper (
  report uuid primary key,
  revision integer not null,
  head json not null,
  sections uuid[] not null
);

-- one row a section; its revisions are in the history
create table report_text (
  section uuid primary key,
  report uuid not null,
  revision integer not null,
  level smallint not null check (level in (1, 2)),
  items uuid[] not null,
  blocks json not null,
  changed_by text not null,
  changed_at timestamptz not null
);
create index on report_text (report);

-- the report as it once stood, whole
create table report_version (
  id uuid primary key,
  report uuid not null,
  number integer not null,
  name text not null,
  kind text not null check (kind in ('kept', 'reviewed', 'returned', 'signed')),
  body json not null,
  made_by text not null,
  made_at timestamptz not null
);
create unique index on report_version (report, number);

create table report_comment (
  id uuid primary key,
  report uuid not null,
  section uuid not null,
  quote text not null,
  text text not null,
  made_by text not null,
  made_at timestamptz not null,
  settled_by text,
  settled_at timestamptz
);
create index on report_comment (report, made_at);
