-- 报告
create table report (
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
  number text,
  opinion uuid,
  office uuid,
  as_of date,
  signed_on date,
  filed_on date,
  published_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(title::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column report.words is 'search title code';
create unique index report_key_index on report (code) include (id);
create index report_words_index on report using gin (words gin_trgm_ops);
create index report_state_index on report (state);
create index report_state_due_index on report (state_due) where state_due is not null;
create index report_opinion_index on report (opinion);
create index report_office_index on report (office);

-- 报告章节
create table report_section (
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
  report uuid,
  title text,
  unit uuid,
  due_on date,
  submitted_on date,
  approved_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(title::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column report_section.words is 'search title code';
create unique index report_section_key_index on report_section (code) include (id);
create index report_section_words_index on report_section using gin (words gin_trgm_ops);
create index report_section_state_index on report_section (state);
create index report_section_state_due_index on report_section (state_due) where state_due is not null;
create index report_section_report_index on report_section (report);
create index report_section_unit_index on report_section (unit);
create index report_section_due_on_index on report_section (due_on, id);
create index report_section_due_on_desc_index on report_section (due_on desc nulls last, id desc);

