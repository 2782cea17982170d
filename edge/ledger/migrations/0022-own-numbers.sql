-- Which numbers are an account's own, as keyed hashes: who calls from one is kept away from what became of the call (GOV-02).
create table tocsin.own_number (
  account text collate "C" not null,
  mac text collate "C" not null,
  at bigint not null,
  primary key (account, mac)
);
grant select, insert, delete on tocsin.own_number to tocsin_app;
