-- 差异图斑：让方图层、所用规则
alter table plan_conflict add column giving uuid;
alter table plan_conflict add column rule_set text;
create index plan_conflict_giving_index on plan_conflict (giving);
