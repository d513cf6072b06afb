-- 图层版本
create table layer_version (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  layer uuid not null,
  number bigint not null,
  title text,
  published_on date,
  ended_on date,
  approved_on date,
  basis text,
  crs text,
  crs_checked text,
  file_name text,
  file_hash text,
  digest text,
  features bigint,
  area_m2 numeric,
  added bigint,
  changed bigint,
  removed bigint,
  report text,
  words text generated always as (regexp_replace(lower(normalize(coalesce(title::text, '') || E'\n' || coalesce(number::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column layer_version.words is 'search title number';
create unique index layer_version_key_index on layer_version (layer, number) include (id);
create index layer_version_words_index on layer_version using gin (words gin_trgm_ops);
create index layer_version_state_index on layer_version (state);
create index layer_version_state_due_index on layer_version (state_due) where state_due is not null;
create index layer_version_layer_index on layer_version (layer);
create index layer_version_crs_checked_index on layer_version (crs_checked);
create index layer_version_published_on_index on layer_version (published_on, id);
create index layer_version_published_on_desc_index on layer_version (published_on desc nulls last, id desc);
