-- Failed sign-ins, counted by all servers together: by account and address, by account, by address, or by known device, each as a
-- hash. Kept for as long as they slow anybody down.
create table tocsin.guess (
  key text collate "C" primary key,
  count integer not null,
  last_at bigint not null
);
create index guess_last on tocsin.guess (last_at);
grant select, insert, update, delete on tocsin.guess to tocsin_app;

-- A password that was given by others opens nothing after this moment, ms UTC; null = it does not end.
alter table tocsin.account add column password_until bigint;
-- The password is that of a demo, which everybody may know: it opens nothing at a server that is none.
alter table tocsin.account add column password_known boolean not null default false;
