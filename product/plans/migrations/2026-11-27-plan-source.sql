-- 规划目录：来自哪些报告
alter table plan add column source text;
create table plan_source (
  id uuid primary key, plan uuid not null, document uuid not null, title text not null, name text not null, status text,
  sentence text not null, place integer not null, made_version integer);
create unique index plan_source_document_index on plan_source (document, name);
create index plan_source_plan_index on plan_source (plan);
