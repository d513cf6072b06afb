-- 规划方案
create table plan_scenario (
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
  name text,
  purpose text,
  owner text,
  base bigint,
  added bigint,
  changed bigint,
  removed bigint,
  edits bigint,
  adopted_as bigint,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(number::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column plan_scenario.words is 'search name number';
create unique index plan_scenario_key_index on plan_scenario (layer, number) include (id);
create index plan_scenario_words_index on plan_scenario using gin (words gin_trgm_ops);
create index plan_scenario_state_index on plan_scenario (state);
create index plan_scenario_state_due_index on plan_scenario (state_due) where state_due is not null;
create index plan_scenario_layer_index on plan_scenario (layer);
create table scenario_touched (
  layer uuid not null, number integer not null, key text not null, primary key (layer, number, key));
