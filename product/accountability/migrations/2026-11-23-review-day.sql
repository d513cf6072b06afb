-- the day for which lights were last computed
create table review_day (
  id text primary key check (id = 'district'),
  judged_on date not null
);
