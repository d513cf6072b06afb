-- 规划目录
create table plan (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  code text not null,
  name text,
  kind text,
  level text,
  holder uuid,
  author text,
  basis text,
  year_from text,
  year_until text,
  secrecy text,
  supersedes uuid,
  started_on date,
  draft_on date,
  consulted_on date,
  reviewed_on date,
  submitted_on date,
  approved_on date,
  updated_on date,
  approval_number text,
  note text,
  range bytea,
  range_box box,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column plan.words is 'search name code';
create unique index plan_key_index on plan (code) include (id);
create index plan_words_index on plan using gin (words gin_trgm_ops);
create index plan_state_index on plan (state);
create index plan_state_due_index on plan (state_due) where state_due is not null;
create index plan_kind_index on plan (kind);
create index plan_level_index on plan (level);
create index plan_holder_index on plan (holder);
create index plan_secrecy_index on plan (secrecy);
create index plan_supersedes_index on plan (supersedes);
create index plan_range_box_index on plan using gist (range_box);
create index plan_approved_on_index on plan (approved_on, id);
create index plan_approved_on_desc_index on plan (approved_on desc nulls last, id desc);
