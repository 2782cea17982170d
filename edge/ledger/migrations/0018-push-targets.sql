-- Browsers on which a unit may be woken. One row for each: whoever signs in there as another unit takes it over.
create table tocsin.push_target (
  endpoint text collate "C" primary key,
  unit_id text collate "C" not null,
  p256dh text not null,
  auth text not null,
  at bigint not null
);
create index push_target_of on tocsin.push_target (unit_id);
grant select, insert, update, delete on tocsin.push_target to tocsin_app;
