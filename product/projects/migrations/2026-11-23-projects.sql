-- 城建项目
create table city_project (
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
  name text,
  programme text,
  kind text,
  level text,
  lead uuid,
  leader uuid,
  builder text,
  contractor text,
  town uuid,
  programme_area uuid,
  total_yuan numeric,
  funding text,
  content text,
  planned_start date,
  started_on date,
  planned_finish date,
  finished_on date,
  end_reason text,
  plan_year bigint,
  planned_yuan numeric,
  done_yuan numeric,
  rate numeric generated always as (round((round(done_yuan::numeric, 30) / nullif(planned_yuan::numeric, 0)), 10)) stored,
  report_month text check (report_month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  progress text,
  light text,
  light_reason text,
  location bytea,
  location_box box,
  site bytea,
  site_box box,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column city_project.rate is 'ratio doneYuan / plannedYuan';
comment on column city_project.words is 'search name code';
create unique index city_project_key_index on city_project (code) include (id);
create index city_project_words_index on city_project using gin (words gin_trgm_ops);
create index city_project_state_index on city_project (state);
create index city_project_state_due_index on city_project (state_due) where state_due is not null;
create index city_project_programme_index on city_project (programme);
create index city_project_kind_index on city_project (kind);
create index city_project_level_index on city_project (level);
create index city_project_lead_index on city_project (lead);
create index city_project_leader_index on city_project (leader);
create index city_project_town_index on city_project (town);
create index city_project_programme_area_index on city_project (programme_area);
create index city_project_funding_index on city_project (funding);
create index city_project_progress_index on city_project (progress);
create index city_project_light_index on city_project (light);
create index city_project_location_box_index on city_project using gist (location_box);
create index city_project_site_box_index on city_project using gist (site_box);
create index city_project_plan_year_index on city_project (plan_year, id);
create index city_project_plan_year_desc_index on city_project (plan_year desc nulls last, id desc);

-- 城建年度计划
create table city_project_year (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  project uuid not null,
  year bigint not null,
  planned_yuan numeric,
  note text,
  words text generated always as (regexp_replace(lower(normalize(coalesce(note::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column city_project_year.words is 'search note';
create unique index city_project_year_key_index on city_project_year (project, year) include (id);
create index city_project_year_words_index on city_project_year using gin (words gin_trgm_ops);
create index city_project_year_project_index on city_project_year (project);
create index city_project_year_year_index on city_project_year (year, id);
create index city_project_year_year_desc_index on city_project_year (year desc nulls last, id desc);

-- 城建月报
create table city_project_month (
  id uuid primary key,
  version integer not null,
  state text not null,
  state_since timestamptz not null,
  state_due date,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  project uuid not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  lead uuid,
  done_yuan numeric,
  progress text,
  progress_text text,
  problem text,
  planned_yuan numeric,
  cumulative_yuan numeric,
  rate numeric,
  expected numeric,
  lead_pp numeric,
  light text,
  light_reason text,
  due_on date,
  submitted_on date,
  approved_on date,
  is_late boolean,
  is_amended boolean,
  words text generated always as (regexp_replace(lower(normalize(coalesce(progress_text::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column city_project_month.words is 'search progressText';
create unique index city_project_month_key_index on city_project_month (project, month) include (id);
create index city_project_month_words_index on city_project_month using gin (words gin_trgm_ops);
create index city_project_month_state_index on city_project_month (state);
create index city_project_month_state_due_index on city_project_month (state_due) where state_due is not null;
create index city_project_month_project_index on city_project_month (project);
create index city_project_month_lead_index on city_project_month (lead);
create index city_project_month_progress_index on city_project_month (progress);
create index city_project_month_light_index on city_project_month (light);
create index city_project_month_month_index on city_project_month (month, id);
create index city_project_month_month_desc_index on city_project_month (month desc nulls last, id desc);

-- 招商项目
create table investment_project (
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
  name text,
  investor text,
  origin text,
  industry text,
  lead uuid,
  leader uuid,
  team text,
  town uuid,
  programme_area uuid,
  first_event text,
  contact_phone text,
  concept text,
  total_yuan numeric,
  fixed_yuan numeric,
  paid_yuan numeric,
  paid_rate numeric generated always as (round((round(paid_yuan::numeric, 30) / nullif(total_yuan::numeric, 0)), 10)) stored,
  counted_yuan numeric,
  contract_kind text,
  land_mu numeric,
  output_yuan numeric,
  tax_yuan numeric,
  jobs bigint,
  licence text,
  progress text,
  talked_on date,
  signed_on date,
  registered_on date,
  permitted_on date,
  started_on date,
  finished_on date,
  full_on date,
  end_reason text,
  problem text,
  location bytea,
  location_box box,
  site bytea,
  site_box box,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column investment_project.paid_rate is 'ratio paidYuan / totalYuan';
comment on column investment_project.words is 'search name code';
create unique index investment_project_key_index on investment_project (code) include (id);
create index investment_project_words_index on investment_project using gin (words gin_trgm_ops);
create index investment_project_state_index on investment_project (state);
create index investment_project_state_due_index on investment_project (state_due) where state_due is not null;
create index investment_project_origin_index on investment_project (origin);
create index investment_project_industry_index on investment_project (industry);
create index investment_project_lead_index on investment_project (lead);
create index investment_project_leader_index on investment_project (leader);
create index investment_project_town_index on investment_project (town);
create index investment_project_programme_area_index on investment_project (programme_area);
create index investment_project_contract_kind_index on investment_project (contract_kind);
create index investment_project_progress_index on investment_project (progress);
create index investment_project_location_box_index on investment_project using gist (location_box);
create index investment_project_site_box_index on investment_project using gist (site_box);
create index investment_project_talked_on_index on investment_project (talked_on, id);
create index investment_project_talked_on_desc_index on investment_project (talked_on desc nulls last, id desc);
create index investment_project_signed_on_index on investment_project (signed_on, id);
create index investment_project_signed_on_desc_index on investment_project (signed_on desc nulls last, id desc);
create index investment_project_total_yuan_index on investment_project (total_yuan, id);
create index investment_project_total_yuan_desc_index on investment_project (total_yuan desc nulls last, id desc);

-- 签约记录
create table investment_signing (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  project uuid not null,
  signed_on date not null,
  kind text not null,
  contract_kind text,
  amount_yuan numeric,
  event text,
  counted_projects bigint,
  counted_yuan numeric,
  because text,
  words text generated always as (regexp_replace(lower(normalize(coalesce(event::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column investment_signing.words is 'search event';
create unique index investment_signing_key_index on investment_signing (project, signed_on, kind) include (id);
create index investment_signing_words_index on investment_signing using gin (words gin_trgm_ops);
create index investment_signing_project_index on investment_signing (project);
create index investment_signing_kind_index on investment_signing (kind);
create index investment_signing_contract_kind_index on investment_signing (contract_kind);
create index investment_signing_signed_on_index on investment_signing (signed_on, id);
create index investment_signing_signed_on_desc_index on investment_signing (signed_on desc nulls last, id desc);

-- 老旧小区改造
create table old_estate (
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
  name text,
  street uuid,
  lead uuid,
  programme_year bigint,
  renovation text,
  built_in bigint,
  buildings bigint,
  households bigint,
  area_m2 numeric,
  central_yuan numeric,
  province_yuan numeric,
  city_yuan numeric,
  district_yuan numeric,
  resident_yuan numeric,
  operator_yuan numeric,
  funds_yuan numeric generated always as (round((((((central_yuan::numeric + province_yuan::numeric) + city_yuan::numeric) + district_yuan::numeric) + resident_yuan::numeric) + operator_yuan::numeric), 2)) stored,
  unit_yuan numeric generated always as (round((round((((((central_yuan::numeric + province_yuan::numeric) + city_yuan::numeric) + district_yuan::numeric) + resident_yuan::numeric) + operator_yuan::numeric), 30) / nullif(area_m2::numeric, 0)), 2)) stored,
  lifts bigint,
  parking bigint,
  charging bigint,
  pipes_km numeric,
  care_facilities bigint,
  management text,
  stars bigint,
  agreement numeric,
  satisfaction numeric,
  started_on date,
  finished_on date,
  location bytea,
  location_box box,
  range bytea,
  range_box box,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column old_estate.funds_yuan is 'money centralYuan + provinceYuan + cityYuan + districtYuan + residentYuan + operatorYuan';
comment on column old_estate.unit_yuan is 'money (centralYuan + provinceYuan + cityYuan + districtYuan + residentYuan + operatorYuan) / areaM2';
comment on column old_estate.words is 'search name code';
create unique index old_estate_key_index on old_estate (code) include (id);
create index old_estate_words_index on old_estate using gin (words gin_trgm_ops);
create index old_estate_state_index on old_estate (state);
create index old_estate_state_due_index on old_estate (state_due) where state_due is not null;
create index old_estate_street_index on old_estate (street);
create index old_estate_lead_index on old_estate (lead);
create index old_estate_renovation_index on old_estate (renovation);
create index old_estate_management_index on old_estate (management);
create index old_estate_location_box_index on old_estate using gist (location_box);
create index old_estate_range_box_index on old_estate using gist (range_box);
create index old_estate_programme_year_index on old_estate (programme_year, id);
create index old_estate_programme_year_desc_index on old_estate (programme_year desc nulls last, id desc);

-- 污水治理
create table sewage_project (
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
  name text,
  kind text,
  programme_year bigint,
  lead uuid,
  town uuid,
  city_project uuid,
  total_yuan numeric,
  new_km numeric,
  rebuilt_km numeric,
  repaired_km numeric,
  built_km numeric generated always as (round((new_km::numeric + rebuilt_km::numeric), 10)) stored,
  capacity_before bigint,
  capacity_after bigint,
  capacity_added numeric generated always as (round((capacity_after::numeric - capacity_before::numeric), 0)) stored,
  outfalls bigint,
  blind_areas bigint,
  black_waters bigint,
  progress text,
  planned_start date,
  started_on date,
  planned_finish date,
  finished_on date,
  problem text,
  location bytea,
  location_box box,
  route bytea,
  route_box box,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column sewage_project.built_km is 'decimal newKm + rebuiltKm';
comment on column sewage_project.capacity_added is 'integer capacityAfter - capacityBefore';
comment on column sewage_project.words is 'search name code';
create unique index sewage_project_key_index on sewage_project (code) include (id);
create index sewage_project_words_index on sewage_project using gin (words gin_trgm_ops);
create index sewage_project_state_index on sewage_project (state);
create index sewage_project_state_due_index on sewage_project (state_due) where state_due is not null;
create index sewage_project_kind_index on sewage_project (kind);
create index sewage_project_lead_index on sewage_project (lead);
create index sewage_project_town_index on sewage_project (town);
create index sewage_project_city_project_index on sewage_project (city_project);
create index sewage_project_progress_index on sewage_project (progress);
create index sewage_project_location_box_index on sewage_project using gist (location_box);
create index sewage_project_route_box_index on sewage_project using gist (route_box);
create index sewage_project_programme_year_index on sewage_project (programme_year, id);
create index sewage_project_programme_year_desc_index on sewage_project (programme_year desc nulls last, id desc);

-- 片区开发
create table area_programme (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  created_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  code text not null,
  name text,
  headquarters text,
  leader uuid,
  lead uuid,
  town uuid,
  level text,
  planned_yuan numeric,
  started_on date,
  purpose text,
  range bytea,
  range_box box,
  words text generated always as (regexp_replace(lower(normalize(coalesce(name::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column area_programme.words is 'search name code';
create unique index area_programme_key_index on area_programme (code) include (id);
create index area_programme_words_index on area_programme using gin (words gin_trgm_ops);
create index area_programme_leader_index on area_programme (leader);
create index area_programme_lead_index on area_programme (lead);
create index area_programme_town_index on area_programme (town);
create index area_programme_level_index on area_programme (level);
create index area_programme_range_box_index on area_programme using gist (range_box);

-- 督办事项
create table supervision_item (
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
  matter text,
  source text,
  basis text,
  project uuid,
  investment uuid,
  estate uuid,
  sewage uuid,
  lead uuid,
  leader uuid,
  level text,
  issued_on date,
  due_on date,
  extended_to date,
  accepted_on date,
  answer text,
  answered_on date,
  closed_on date,
  words text generated always as (regexp_replace(lower(normalize(coalesce(matter::text, '') || E'\n' || coalesce(code::text, ''), nfkc)), '(.)', '\1\1', 'g')) stored
);
comment on column supervision_item.words is 'search matter code';
create unique index supervision_item_key_index on supervision_item (code) include (id);
create index supervision_item_words_index on supervision_item using gin (words gin_trgm_ops);
create index supervision_item_state_index on supervision_item (state);
create index supervision_item_state_due_index on supervision_item (state_due) where state_due is not null;
create index supervision_item_source_index on supervision_item (source);
create index supervision_item_project_index on supervision_item (project);
create index supervision_item_investment_index on supervision_item (investment);
create index supervision_item_estate_index on supervision_item (estate);
create index supervision_item_sewage_index on supervision_item (sewage);
create index supervision_item_lead_index on supervision_item (lead);
create index supervision_item_leader_index on supervision_item (leader);
create index supervision_item_level_index on supervision_item (level);
create index supervision_item_due_on_index on supervision_item (due_on, id);
create index supervision_item_due_on_desc_index on supervision_item (due_on desc nulls last, id desc);
create index supervision_item_issued_on_index on supervision_item (issued_on, id);
create index supervision_item_issued_on_desc_index on supervision_item (issued_on desc nulls last, id desc);
