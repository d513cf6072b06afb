-- the ladder of supervision: orders, listings, its rules, and where items and tasks stand
-- 督办单
create table review_order (
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
  level text,
  task uuid,
  unit uuid,
  issuer uuid,
  leader uuid,
  because text,
  issued_on date,
  due_on date,
  minutes text,
  reply text,
  answered_on date,
  closed_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(number::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_order.words is 'search number';
create unique index review_order_key_index on review_order (number) include (id);
create index review_order_words_index on review_order using gin (words gin_trgm_ops);
create index review_order_state_index on review_order (state);
create index review_order_state_due_index on review_order (state_due) where state_due is not null;
create index review_order_level_index on review_order (level);
create index review_order_task_index on review_order (task);
create index review_order_unit_index on review_order (unit);
create index review_order_issuer_index on review_order (issuer);
create index review_order_leader_index on review_order (leader);
create index review_order_due_on_index on review_order (due_on, id);
create index review_order_due_on_desc_index on review_order (due_on desc nulls last, id desc);

-- 挂牌督办
create table review_listing (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  item uuid not null,
  because text,
  is_public boolean,
  listed_on date,
  lifted_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(because::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_listing.words is 'search because';
create unique index review_listing_key_index on review_listing (item) include (id);
create index review_listing_words_index on review_listing using gin (words gin_trgm_ops);
create index review_listing_state_index on review_listing (state);
create index review_listing_state_due_index on review_listing (state_due) where state_due is not null;
create index review_listing_item_index on review_listing (item);

-- 督办规则
create table ladder_rule (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  code text not null,
  step text,
  amount bigint,
  unit text,
  "from" date,
  source text,
  words text generated always as (regexp_replace(lower(normalize(coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column ladder_rule.words is 'search code';
create unique index ladder_rule_key_index on ladder_rule (code) include (id);
create index ladder_rule_words_index on ladder_rule using gin (words gin_trgm_ops);
create index ladder_rule_step_index on ladder_rule (step);
create index ladder_rule_unit_index on ladder_rule (unit);

-- 办理任务
alter table review_task add column ladder text;
alter table review_task add column ladder_reason text;
create index review_task_ladder_index on review_task (ladder);

-- 意见事项
alter table review_item add column ladder text;
alter table review_item add column ladder_reason text;
create index review_item_ladder_index on review_item (ladder);

create index review_opinion_origin_index on review_opinion (origin);
