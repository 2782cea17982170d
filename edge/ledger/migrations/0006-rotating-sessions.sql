-- A session is a sign-in; the tokens by which it speaks change while it lives. Sessions of before end here: everyone signs in once more.
drop table tocsin.session;
create table tocsin.session (
  id text collate "C" primary key,
  user_id text collate "C" not null references tocsin.account (id) on delete cascade,
  address text not null,
  created_at bigint not null,
  used_at bigint not null,
  locked_at bigint,
  revoked_at bigint
);
create index session_of_user on tocsin.session (user_id);
create index session_used on tocsin.session (used_at);
-- Only hashes: the table lets nobody in. A token is spent from the first use of the one that followed it.
create table tocsin.session_token (
  token_hash text primary key,
  session_id text collate "C" not null references tocsin.session (id) on delete cascade,
  minted_at bigint not null,
  used_at bigint,
  spent_at bigint
);
create index session_token_of on tocsin.session_token (session_id);
grant select, insert, update, delete on tocsin.session, tocsin.session_token to tocsin_app;
