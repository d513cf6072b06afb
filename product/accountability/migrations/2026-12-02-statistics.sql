-- 办理统计口径；是否按期
create table review_statistic (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  code text not null,
  is_basic_content boolean,
  content_base text,
  solved_by text,
  "from" date,
  source text,
  words text generated always as (regexp_replace(lower(normalize(coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column review_statistic.words is 'search code';
create unique index review_statistic_key_index on review_statistic (code) include (id);
create index review_statistic_words_index on review_statistic using gin (words gin_trgm_ops);
create index review_statistic_content_base_index on review_statistic (content_base);
create index review_statistic_solved_by_index on review_statistic (solved_by);
alter table review_opinion add column timeliness text;
create index review_opinion_timeliness_index on review_opinion (timeliness);
alter table motion add column timeliness text;
create index motion_timeliness_index on motion (timeliness);
-- whoever looks first writes what is kept since now
delete from review_day;
