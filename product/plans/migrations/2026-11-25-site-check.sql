-- 合规性审查
create table site_check (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  number text not null,
  name text,
  project uuid,
  investment uuid,
  use text,
  verdict text,
  area_m2 numeric,
  checked_on date,
  summary text,
  site bytea,
  site_box box,
  note text,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(number::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column site_check.words is 'search name number';
create unique index site_check_key_index on site_check (number) include (id);
create index site_check_words_index on site_check using gin (words gin_trgm_ops);
create index site_check_project_index on site_check (project);
create index site_check_investment_index on site_check (investment);
create index site_check_use_index on site_check (use);
create index site_check_verdict_index on site_check (verdict);
create index site_check_site_box_index on site_check using gist (site_box);
create index site_check_checked_on_index on site_check (checked_on, id);
create index site_check_checked_on_desc_index on site_check (checked_on desc nulls last, id desc);
