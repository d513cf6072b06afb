-- 叠加规则：区划自己的规则集，一版一行，只增不改
create table overlay_rule_set (
  id uuid primary key, key text not null, version integer not null, label text not null, body jsonb not null,
  reason text not null, made_by text not null, made_at timestamptz not null,
  unique (key, version));
