-- 差异图斑
create table plan_conflict (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  number text not null,
  title text,
  kind text,
  analysis text,
  layer_a uuid,
  version_a numeric,
  class_a text,
  layer_b uuid,
  version_b numeric,
  class_b text,
  town text,
  area_m2 numeric,
  area_mu numeric generated always as (round((round((area_m2::numeric * 3::numeric), 30) / nullif(2000::numeric, 0)), 10)) stored,
  area_ha numeric generated always as (round((round(area_m2::numeric, 30) / nullif(10000::numeric, 0)), 10)) stored,
  yields text,
  clause text,
  found_on date,
  gone_on date,
  holder uuid,
  due_on date,
  decision text,
  decider uuid,
  decided_on date,
  opinion text,
  place bytea,
  place_box box,
  proposal bytea,
  proposal_box box,
  words text generated always as (regexp_replace(lower(normalize(coalesce(title::text, '') || E'\n' || coalesce(number::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column plan_conflict.area_mu is 'decimal areaM2 * 3 / 2000';
comment on column plan_conflict.area_ha is 'decimal areaM2 / 10000';
comment on column plan_conflict.words is 'search title number';
create unique index plan_conflict_key_index on plan_conflict (number) include (id);
create index plan_conflict_words_index on plan_conflict using gin (words gin_trgm_ops);
create index plan_conflict_state_index on plan_conflict (state);
create index plan_conflict_state_due_index on plan_conflict (state_due) where state_due is not null;
create index plan_conflict_kind_index on plan_conflict (kind);
create index plan_conflict_layer_a_index on plan_conflict (layer_a);
create index plan_conflict_layer_b_index on plan_conflict (layer_b);
create index plan_conflict_holder_index on plan_conflict (holder);
create index plan_conflict_decision_index on plan_conflict (decision);
create index plan_conflict_decider_index on plan_conflict (decider);
create index plan_conflict_place_box_index on plan_conflict using gist (place_box);
create index plan_conflict_proposal_box_index on plan_conflict using gist (proposal_box);
create index plan_conflict_area_m2_index on plan_conflict (area_m2, id);
create index plan_conflict_area_m2_desc_index on plan_conflict (area_m2 desc nulls last, id desc);
create index plan_conflict_analysis_index on plan_conflict (analysis, id);
create index plan_conflict_town_index on plan_conflict (town, id);
