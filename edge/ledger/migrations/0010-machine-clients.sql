-- Keys of machines. Only hashes: the table lets nobody in; the prefix is what a person and a log may see.
create table tocsin.machine_key (
  prefix text collate "C" primary key,
  client text collate "C" not null,
  key_hash text not null,
  made_at bigint not null,
  made_by text not null,
  expires_at bigint not null,
  used_at bigint,
  revoked_at bigint
);
create index machine_key_of on tocsin.machine_key (client);
-- What a signed request carries once and never again.
create table tocsin.client_nonce (
  client text collate "C" not null,
  nonce text collate "C" not null,
  seen_at bigint not null,
  primary key (client, nonce)
);
create index client_nonce_seen on tocsin.client_nonce (seen_at);
grant select, insert, update, delete on tocsin.machine_key, tocsin.client_nonce to tocsin_app;
