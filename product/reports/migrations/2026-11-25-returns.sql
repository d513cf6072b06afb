-- a document that came back: what it was read against, what changed in it, and what was accepted
create table report_return (
  id uuid primary key,
  report uuid not null,
  -- the version it was read against; 0: the text as it stood then, which sent holds
  version integer not null,
  sent json not null,
  hash text not null,
  file_name text not null,
  home json not null,
  accepted text[],
  made_by text not null,
  made_at timestamptz not null,
  settled_by text,
  settled_at timestamptz
);
create index on report_return (report, made_at);
