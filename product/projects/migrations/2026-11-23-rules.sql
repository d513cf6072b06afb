-- what a district has chosen: lights, due day, curves
create table project_rule (
  id text primary key check (id = 'district'),
  rule_set text not null,
  due_workday integer not null check (due_workday between 1 and 20),
  judged_on date not null
);
create table project_curve (
  id uuid primary key,
  scope text not null check (scope in ('all', 'programme', 'project')),
  key text not null,
  year integer not null,
  points text[] not null check (array_length(points, 1) = 12),
  unique (scope, key, year)
);
