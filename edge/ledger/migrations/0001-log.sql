-- The log, the folded states beside it, and what one commit changes with them.
-- Order in the log is (txid, seq): see read-events.ts for why nothing is lost.
-- Ids compare by code unit on every database, whatever its collation.
-- `reach` holds all prefixes of a row's dotted org paths: {A.B} -> {A, A.B}. A grant sees the row when it is among them.

-- Declares for the running transaction who reads: null = the system itself, otherwise these grant paths.
create function tocsin.enter(grants text[]) returns void language plpgsql as $$
begin
  if grants is null then
    perform set_config('tocsin.access', 'system', true);
  else
    perform set_config('tocsin.access', 'scoped', true), set_config('tocsin.scope', grants::text, true);
  end if;
end $$;

create table tocsin.command (
  actor text collate "C" not null,
  command_id text collate "C" not null,
  name text not null,
  body_hash text not null,
  at bigint not null,
  result jsonb,
  txid xid8 not null default pg_current_xact_id(),
  primary key (actor, command_id)
);

create table tocsin.stream_state (
  kind text collate "C" not null,
  id text collate "C" not null,
  version integer not null,
  scope text[] not null,
  reach text[] not null,
  state jsonb not null,
  open boolean not null,
  updated_at bigint not null,
  txid xid8 not null,
  seq bigint not null,
  hash bytea not null,
  primary key (kind, id)
);
create index stream_state_open on tocsin.stream_state (kind, id) where open;

create table tocsin.event (
  txid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  kind text collate "C" not null,
  id text collate "C" not null,
  version integer not null check (version > 0),
  type text not null,
  data jsonb not null,
  at bigint not null,
  actor text not null,
  command_id text not null,
  name text not null,
  trace_id text,
  reach text[] not null,
  hash bytea not null,
  primary key (txid, seq),
  unique (kind, id, version)
);

create table tocsin.audit (
  txid xid8 not null default pg_current_xact_id(),
  seq bigint generated always as identity,
  at bigint not null,
  actor text not null,
  entry jsonb not null,
  reach text[] not null,
  hash bytea not null,
  primary key (txid, seq)
);
create index audit_actor on tocsin.audit (actor, at);

create table tocsin.timer (
  kind text collate "C" not null,
  id text collate "C" not null,
  timer_id text collate "C" not null,
  due_at bigint not null,
  purpose text not null,
  primary key (kind, id, timer_id)
);
create index timer_due on tocsin.timer (due_at, kind, id, timer_id);

create table tocsin.claim (
  resource text collate "C" not null,
  holder text collate "C" not null,
  ref text not null,
  since bigint not null,
  ended_at bigint
);
-- The guard against double dispatch: whatever the servers believe, one active claim per resource.
create unique index claim_active on tocsin.claim (resource) where ended_at is null;
create index claim_holder on tocsin.claim (holder);

create table tocsin.outbox (
  seq bigint generated always as identity primary key,
  at bigint not null,
  topic text not null,
  payload jsonb,
  leased_until bigint not null default 0
);

-- Closed stretches of the event log and of the audit, chained: one sealer writes them within about a second.
create table tocsin.seal (
  log text not null check (log in ('event', 'audit')),
  n bigint not null,
  from_txid xid8 not null, from_seq bigint not null,
  to_txid xid8 not null, to_seq bigint not null,
  count integer not null,
  prev_hash text not null,
  hash text not null,
  primary key (log, n)
);

create table tocsin.counter (key text primary key, value bigint not null);

create function tocsin.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger append_only before update or delete or truncate on tocsin.event execute function tocsin.refuse_change();
create trigger append_only before update or delete or truncate on tocsin.audit execute function tocsin.refuse_change();
create trigger append_only before update or delete or truncate on tocsin.seal execute function tocsin.refuse_change();

-- Deny by default: without `enter` in the same transaction nothing is visible, also to the owner.
do $$
declare t text;
begin
  foreach t in array array['stream_state', 'event', 'audit'] loop
    execute format('alter table tocsin.%I enable row level security', t);
    execute format('alter table tocsin.%I force row level security', t);
    execute format($p$
      create policy visible on tocsin.%I for all
      using ((select current_setting('tocsin.access', true)) = 'system'
        or ((select current_setting('tocsin.access', true)) = 'scoped'
          and reach && (select nullif(current_setting('tocsin.scope', true), '')::text[])))
      with check (current_setting('tocsin.access', true) = 'system')$p$, t);
  end loop;
end $$;

grant usage on schema tocsin to tocsin_app;
grant select on tocsin.command, tocsin.stream_state, tocsin.event, tocsin.audit, tocsin.timer, tocsin.claim, tocsin.seal to tocsin_app;
grant insert on tocsin.seal to tocsin_app;
grant select, update, delete on tocsin.outbox to tocsin_app;
grant select, insert, update on tocsin.counter to tocsin_app;
