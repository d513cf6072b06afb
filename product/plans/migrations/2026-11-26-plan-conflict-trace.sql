-- 差异图斑：双方要素、叠加说明
alter table plan_conflict add column key_a text;
alter table plan_conflict add column key_b text;
alter table plan_conflict add column trace text;
