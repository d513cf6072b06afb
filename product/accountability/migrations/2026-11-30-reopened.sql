-- 审议意见：恢复办理日期
alter table review_opinion add column reopened_on date;
