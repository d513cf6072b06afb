-- the registers of accountability
-- 审议意见
create table review_opinion (
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
  title text,
  session text,
  topic text,
  deliberated_on date,
  committee uuid,
  body text,
  office uuid,
  leader uuid,
  stated_due_on date,
  number text,
  signed_on date,
  adopted_on date,
  delivered_on date,
  accepted_on date,
  decomposed_on date,
  due_on date,
  due_because text,
  extended_to date,
  next_step text,
  next_due_on date,
  light text,
  light_reason text,
  items bigint,
  settled_items bigint,
  circulated_on date,
  comment text,
  commented_on date,
  report_number text,
  report_signer uuid,
  filed_on date,
  round bigint,
  verdict text,
  verdict_because text,
  vote_waived_on date,
  escalation text,
  publicity text,
  closed_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(title::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_opinion.words is 'search title code';
create unique index review_opinion_key_index on review_opinion (code) include (id);
create index review_opinion_words_index on review_opinion using gin (words gin_trgm_ops);
create index review_opinion_state_index on review_opinion (state);
create index review_opinion_state_due_index on review_opinion (state_due) where state_due is not null;
create index review_opinion_committee_index on review_opinion (committee);
create index review_opinion_office_index on review_opinion (office);
create index review_opinion_leader_index on review_opinion (leader);
create index review_opinion_light_index on review_opinion (light);
create index review_opinion_report_signer_index on review_opinion (report_signer);
create index review_opinion_verdict_index on review_opinion (verdict);
create index review_opinion_escalation_index on review_opinion (escalation);
create index review_opinion_publicity_index on review_opinion (publicity);
create index review_opinion_due_on_index on review_opinion (due_on, id);
create index review_opinion_due_on_desc_index on review_opinion (due_on desc nulls last, id desc);
create index review_opinion_delivered_on_index on review_opinion (delivered_on, id);
create index review_opinion_delivered_on_desc_index on review_opinion (delivered_on desc nulls last, id desc);

-- 意见事项
create table review_item (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  opinion uuid not null,
  number text not null,
  matter text,
  clause text,
  category text,
  lead uuid,
  expected text,
  proof text,
  due_on date,
  extended_to date,
  blocked_because text,
  result text,
  result_text text,
  target_on date,
  assessed_on date,
  check_text text,
  checked_on date,
  closed_on date,
  tasks bigint,
  verified_tasks bigint,
  moved_on date,
  light text,
  light_reason text,
  place bytea,
  place_box box,
  words text generated always as (regexp_replace(lower(normalize(coalesce(matter::text, '') || E'\n' || coalesce(number::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_item.words is 'search matter number';
create unique index review_item_key_index on review_item (opinion, number) include (id);
create index review_item_words_index on review_item using gin (words gin_trgm_ops);
create index review_item_state_index on review_item (state);
create index review_item_state_due_index on review_item (state_due) where state_due is not null;
create index review_item_opinion_index on review_item (opinion);
create index review_item_category_index on review_item (category);
create index review_item_lead_index on review_item (lead);
create index review_item_result_index on review_item (result);
create index review_item_light_index on review_item (light);
create index review_item_place_box_index on review_item using gist (place_box);
create index review_item_due_on_index on review_item (due_on, id);
create index review_item_due_on_desc_index on review_item (due_on desc nulls last, id desc);

-- 办理任务
create table review_task (
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
  number text not null,
  measure text,
  detail text,
  lead uuid,
  territory uuid,
  expected text,
  proof text,
  project uuid,
  investment uuid,
  plan uuid,
  due_on date,
  assigned_on date,
  result text,
  applied_on date,
  verified_on date,
  moved_on date,
  light text,
  light_reason text,
  place bytea,
  place_box box,
  words text generated always as (regexp_replace(lower(normalize(coalesce(measure::text, '') || E'\n' || coalesce(number::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_task.words is 'search measure number';
create unique index review_task_key_index on review_task (item, number) include (id);
create index review_task_words_index on review_task using gin (words gin_trgm_ops);
create index review_task_state_index on review_task (state);
create index review_task_state_due_index on review_task (state_due) where state_due is not null;
create index review_task_item_index on review_task (item);
create index review_task_lead_index on review_task (lead);
create index review_task_territory_index on review_task (territory);
create index review_task_project_index on review_task (project);
create index review_task_investment_index on review_task (investment);
create index review_task_plan_index on review_task (plan);
create index review_task_light_index on review_task (light);
create index review_task_place_box_index on review_task using gist (place_box);
create index review_task_due_on_index on review_task (due_on, id);
create index review_task_due_on_desc_index on review_task (due_on desc nulls last, id desc);

-- 协办
create table review_share (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  task uuid not null,
  unit uuid not null,
  asked text,
  set_due_on date,
  due_on date,
  input text,
  given_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(asked::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_share.words is 'search asked';
create unique index review_share_key_index on review_share (task, unit) include (id);
create index review_share_words_index on review_share using gin (words gin_trgm_ops);
create index review_share_state_index on review_share (state);
create index review_share_state_due_index on review_share (state_due) where state_due is not null;
create index review_share_task_index on review_share (task);
create index review_share_unit_index on review_share (unit);
create index review_share_due_on_index on review_share (due_on, id);
create index review_share_due_on_desc_index on review_share (due_on desc nulls last, id desc);

-- 办理进展
create table review_progress (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  task uuid not null,
  unit uuid not null,
  "on" date not null,
  summary text,
  detail text,
  done numeric,
  figure text,
  place bytea,
  place_box box,
  filed_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(summary::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_progress.words is 'search summary';
create unique index review_progress_key_index on review_progress (task, unit, "on") include (id);
create index review_progress_words_index on review_progress using gin (words gin_trgm_ops);
create index review_progress_state_index on review_progress (state);
create index review_progress_state_due_index on review_progress (state_due) where state_due is not null;
create index review_progress_task_index on review_progress (task);
create index review_progress_unit_index on review_progress (unit);
create index review_progress_place_box_index on review_progress using gist (place_box);
create index review_progress_on_index on review_progress ("on", id);
create index review_progress_on_desc_index on review_progress ("on" desc nulls last, id desc);

-- 延期申请
create table review_extension (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  opinion uuid not null,
  item uuid,
  unit uuid,
  "on" date not null,
  because text,
  "to" date,
  decided_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(because::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_extension.words is 'search because';
create unique index review_extension_key_index on review_extension (opinion, "on") include (id);
create index review_extension_words_index on review_extension using gin (words gin_trgm_ops);
create index review_extension_state_index on review_extension (state);
create index review_extension_state_due_index on review_extension (state_due) where state_due is not null;
create index review_extension_opinion_index on review_extension (opinion);
create index review_extension_item_index on review_extension (item);
create index review_extension_unit_index on review_extension (unit);

-- 测评规则
create table vote_rule (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  code text not null,
  name text,
  base text,
  satisfied_over numeric,
  basic_over numeric,
  is_strict boolean,
  quorum_over numeric,
  rounds_max bigint,
  source text,
  note text,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column vote_rule.words is 'search name code';
create unique index vote_rule_key_index on vote_rule (code) include (id);
create index vote_rule_words_index on vote_rule using gin (words gin_trgm_ops);
create index vote_rule_base_index on vote_rule (base);

-- 满意度测评
create table review_vote (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  opinion uuid not null,
  round bigint not null,
  session text,
  "on" date,
  method text,
  rule uuid,
  members bigint,
  attending bigint,
  sent bigint,
  returned bigint,
  invalid bigint,
  satisfied bigint,
  basic bigint,
  unsatisfied bigint,
  verdict text,
  verdict_because text,
  rule_text text,
  announced_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(session::text, '') || E'\n' || coalesce(round::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_vote.words is 'search session round';
create unique index review_vote_key_index on review_vote (opinion, round) include (id);
create index review_vote_words_index on review_vote using gin (words gin_trgm_ops);
create index review_vote_state_index on review_vote (state);
create index review_vote_state_due_index on review_vote (state_due) where state_due is not null;
create index review_vote_opinion_index on review_vote (opinion);
create index review_vote_method_index on review_vote (method);
create index review_vote_rule_index on review_vote (rule);
create index review_vote_verdict_index on review_vote (verdict);
create index review_vote_on_index on review_vote ("on", id);
create index review_vote_on_desc_index on review_vote ("on" desc nulls last, id desc);

-- 代表建议和政协提案
create table motion (
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
  kind text,
  title text,
  body text,
  proposers text,
  mode text,
  lead uuid,
  helpers text,
  assigned_on date,
  due_on date,
  due_because text,
  light text,
  light_reason text,
  met_on date,
  answer_number text,
  answer_class text,
  answered_on date,
  satisfaction text,
  closed_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(title::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column motion.words is 'search title code';
create unique index motion_key_index on motion (code) include (id);
create index motion_words_index on motion using gin (words gin_trgm_ops);
create index motion_state_index on motion (state);
create index motion_state_due_index on motion (state_due) where state_due is not null;
create index motion_kind_index on motion (kind);
create index motion_mode_index on motion (mode);
create index motion_lead_index on motion (lead);
create index motion_light_index on motion (light);
create index motion_answer_class_index on motion (answer_class);
create index motion_satisfaction_index on motion (satisfaction);
create index motion_due_on_index on motion (due_on, id);
create index motion_due_on_desc_index on motion (due_on desc nulls last, id desc);
create index motion_assigned_on_index on motion (assigned_on, id);
create index motion_assigned_on_desc_index on motion (assigned_on desc nulls last, id desc);

-- 办理期限规则
create table review_deadline (
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
  committee uuid,
  "from" date,
  source text,
  words text generated always as (regexp_replace(lower(normalize(coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_deadline.words is 'search code';
create unique index review_deadline_key_index on review_deadline (code) include (id);
create index review_deadline_words_index on review_deadline using gin (words gin_trgm_ops);
create index review_deadline_step_index on review_deadline (step);
create index review_deadline_unit_index on review_deadline (unit);
create index review_deadline_committee_index on review_deadline (committee);

