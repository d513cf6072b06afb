-- 城建项目
alter table city_project add column settled_yuan numeric;
