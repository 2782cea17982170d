-- Passkeys (WebAuthn): the public half, which proves and opens nothing by itself.
create table tocsin.passkey (
  id text collate "C" primary key,
  user_id text collate "C" not null references tocsin.account (id) on delete cascade,
  rp_id text not null,
  public_key bytea not null,
  -- As the authenticator last told it; one that goes back has been copied.
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made_at bigint not null,
  used_at bigint
);
create index passkey_of on tocsin.passkey (user_id);
-- Asked once and answered once. `user_id` is null where a sign-in began without a name.
create table tocsin.passkey_challenge (
  challenge text collate "C" primary key,
  user_id text collate "C",
  made_at bigint not null
);
create index passkey_challenge_made on tocsin.passkey_challenge (made_at);
grant select, insert, update, delete on tocsin.passkey, tocsin.passkey_challenge to tocsin_app;
