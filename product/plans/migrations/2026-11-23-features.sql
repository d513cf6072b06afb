create table layer_feature (
  id uuid primary key, layer uuid not null, key text not null, first integer not null, last integer,
  code text, use text, name text, attributes jsonb not null, shape bytea not null, box box not null,
  area_m2 double precision not null, digest text not null,
  constraint layer_feature_range check (last is null or last >= first));
create unique index layer_feature_key_index on layer_feature (layer, key, first);
create index layer_feature_box_index on layer_feature using gist (box);
create index layer_feature_version_index on layer_feature (layer, first, last);
create index layer_feature_name_index on layer_feature using gin (name gin_trgm_ops);
create table layer_import (
  id uuid primary key, hash text not null, file_name text not null, state text not null, made_by text not null,
  made_at timestamptz not null, job uuid, layers jsonb not null, counts jsonb not null, notes text[] not null);
create index layer_import_made_index on layer_import (made_at desc);
create table layer_staged (
  import uuid not null, part integer not null, seq integer not null, key text not null, kind text not null,
  code text, use text, name text, attributes jsonb not null, shape bytea, box box, area_m2 double precision not null,
  digest text not null, problems text[] not null, primary key (import, part, seq));
create table overlay_run (
  id uuid primary key, name text not null, state text not null, made_by text not null, made_at timestamptz not null,
  job uuid, plan jsonb not null, result jsonb);
create table site_check_result (id uuid primary key, result jsonb not null);
