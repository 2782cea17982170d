-- Keys under which personal data in the log is sealed, one for each incident, wrapped by a master key outside the database
-- (personal/vault.ts). Deleting a row deletes what it sealed, in every copy of the log.
create table tocsin.data_key (
  id uuid primary key default gen_random_uuid(),
  subject text collate "C" not null unique,
  wrapped bytea not null,
  made_at timestamptz not null default now()
);
grant select, insert, delete on tocsin.data_key to tocsin_app;
