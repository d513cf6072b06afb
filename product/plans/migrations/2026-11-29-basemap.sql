-- 离线底图：一个 PMTiles 文件一行
create table basemap (
  id uuid primary key, hash text not null, name text not null,
  facts jsonb not null, size_bytes bigint not null, added_by text not null, added_at timestamptz not null);
