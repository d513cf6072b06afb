-- 图层目录
create table map_layer (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  code text not null,
  name text,
  category text,
  theme text,
  shape text,
  role text,
  plan uuid,
  holder uuid,
  basis text,
  year text,
  secrecy text,
  is_public boolean,
  code_set text,
  "order" bigint,
  colour text,
  profile text,
  current_number bigint,
  features bigint,
  area_m2 numeric,
  note text,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column map_layer.words is 'search name code';
create unique index map_layer_key_index on map_layer (code) include (id);
create index map_layer_words_index on map_layer using gin (words gin_trgm_ops);
create index map_layer_category_index on map_layer (category);
create index map_layer_shape_index on map_layer (shape);
create index map_layer_role_index on map_layer (role);
create index map_layer_plan_index on map_layer (plan);
create index map_layer_holder_index on map_layer (holder);
create index map_layer_secrecy_index on map_layer (secrecy);
create index map_layer_code_set_index on map_layer (code_set);
