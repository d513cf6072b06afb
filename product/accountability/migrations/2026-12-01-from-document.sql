-- opinions that were made from a document: how, and where in it everything stands
alter table review_opinion add column origin text;
alter table review_item add column helpers text;
create table review_paper (
  id uuid primary key,
  file uuid not null,
  hash text not null,
  name text not null,
  -- the uploaded document it is; null: it was handed in for this only
  document uuid,
  -- what reading gave; offsets refer to its text
  reading json not null,
  added_by text not null,
  added_at timestamptz not null,
  opinion uuid
);
create unique index review_paper_hash_index on review_paper (hash, added_by);
create index review_paper_opinion_index on review_paper (opinion);
create table review_place (
  record uuid primary key,
  paper uuid not null,
  start_at integer not null,
  end_at integer not null
);
create index review_place_paper_index on review_place (paper);
