-- what a report was signed on; a signature is made once and never changed
create table report_proof (
  report uuid primary key,
  root text not null,
  manifest json not null,
  figures json not null
);
create function report_proof_refuse() returns trigger language plpgsql as $$
  begin raise exception 'the proof of a signed report is not changed'; end $$;
create trigger report_proof_refuse before update or delete on report_proof
  for each row execute function report_proof_refuse();
