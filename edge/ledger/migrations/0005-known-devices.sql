-- Browsers and phones on which an account has signed in: they keep an allowance of their own while strangers guess at the account.
-- Only the hash of a device's mark is kept, and nothing of the device itself.
create table tocsin.known_device (
  mark_hash text not null,
  user_id text collate "C" not null references tocsin.account (id) on delete cascade,
  seen_at bigint not null,
  primary key (mark_hash, user_id)
);
create index known_device_seen on tocsin.known_device (seen_at);
grant select, insert, update, delete on tocsin.known_device to tocsin_app;
