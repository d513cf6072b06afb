-- 单位
create table organisation (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  code text not null,
  name text,
  short_name text,
  kind text,
  parent uuid,
  since date,
  until date,
  successor uuid,
  rank bigint,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(short_name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column organisation.words is 'search name shortName code';
create unique index organisation_key_index on organisation (code) include (id);
create index organisation_words_index on organisation using gin (words gin_trgm_ops);
create index organisation_changed_at_index on organisation (changed_at desc, id desc);
create index organisation_kind_index on organisation (kind, id);
create index organisation_parent_index on organisation (parent, id);
create index organisation_successor_index on organisation (successor, id);

-- 人员
create table person (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  code text not null,
  name text,
  organisation uuid,
  post text,
  phone text,
  since date,
  until date,
  rank bigint,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column person.words is 'search name code';
create unique index person_key_index on person (code) include (id);
create index person_words_index on person using gin (words gin_trgm_ops);
create index person_changed_at_index on person (changed_at desc, id desc);
create index person_organisation_index on person (organisation, id);

-- 任职经历
create table posting (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  person uuid not null,
  organisation uuid,
  post text,
  since date,
  until date not null,
  words text generated always as (regexp_replace(lower(normalize(coalesce(post::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column posting.words is 'search post';
create unique index posting_key_index on posting (person, until) include (id);
create index posting_words_index on posting using gin (words gin_trgm_ops);
create index posting_changed_at_index on posting (changed_at desc, id desc);
create index posting_person_index on posting (person, id);
create index posting_organisation_index on posting (organisation, id);

