-- Reading in one round trip each: the function declares who reads, the policies do the rest.
-- They run with the caller's rights, so that row-level security holds in them.

create function tocsin.load(refs jsonb, grants text[])
returns table (kind text, id text, version integer, scope text[], state jsonb, open boolean, "position" text)
language plpgsql as $$
begin
  perform tocsin.enter(grants);
  return query
    select s.kind, s.id, s.version, s.scope, s.state, s.open, s.txid || '-' || s.seq
    from jsonb_to_recordset(refs) as r(kind text, id text)
    join tocsin.stream_state s on s.kind = r.kind and s.id = r.id;
end $$;

create function tocsin.list(of_kind text, grants text[], is_open boolean, below text, most integer)
returns table (kind text, id text, version integer, scope text[], state jsonb, open boolean, "position" text)
language plpgsql set plan_cache_mode = force_custom_plan as $$
begin
  perform tocsin.enter(grants);
  return query
    select s.kind, s.id, s.version, s.scope, s.state, s.open, s.txid || '-' || s.seq
    from tocsin.stream_state s
    where s.kind = of_kind and (is_open is null or s.open = is_open) and (below is null or s.id < below)
    order by s.id desc limit most;
end $$;

create function tocsin.event_json(e tocsin.event) returns jsonb language sql stable as $$
  select jsonb_strip_nulls(jsonb_build_object('traceId', e.trace_id)) || jsonb_build_object(
    'cursor', e.txid || '-' || e.seq, 'kind', e.kind, 'id', e.id, 'version', e.version, 'type', e.type, 'data', e.data,
    'at', e.at, 'actor', e.actor, 'commandId', e.command_id, 'name', e.name, 'hash', encode(e.hash, 'hex'))
$$;

create function tocsin.read_stream(of_kind text, of_id text, grants text[]) returns setof jsonb language plpgsql as $$
begin
  perform tocsin.enter(grants);
  return query select tocsin.event_json(e) from tocsin.event e where e.kind = of_kind and e.id = of_id order by e.version;
end $$;

-- The next `most` events after a position, of those that readers may see yet. The stretch is measured for everyone alike
-- and then read with the reader's own rights, so that a reader with a small scope also moves on.
create function tocsin.read_events(after_txid xid8, after_seq bigint, most integer, grants text[]) returns jsonb
language plpgsql as $$
declare
  settled xid8 := pg_snapshot_xmin(pg_current_snapshot());
  upto record;
  found_events jsonb;
begin
  perform tocsin.enter(null);
  select txid, seq, n into upto from (
    select e.txid, e.seq, row_number() over (order by e.txid, e.seq) as n
    from tocsin.event e where (e.txid, e.seq) > (after_txid, after_seq) and e.txid < settled
    order by e.txid, e.seq limit most
  ) stretch order by txid desc, seq desc limit 1;
  if upto is null or upto.txid is null then return '{"events": [], "cursor": null, "more": false}'; end if;
  perform tocsin.enter(grants);
  select coalesce(jsonb_agg(tocsin.event_json(e) order by e.txid, e.seq), '[]') into found_events
  from tocsin.event e
  where (e.txid, e.seq) > (after_txid, after_seq) and (e.txid, e.seq) <= (upto.txid, upto.seq);
  return jsonb_build_object('events', found_events, 'cursor', upto.txid || '-' || upto.seq, 'more', upto.n = most);
end $$;

create function tocsin.head() returns text language plpgsql as $$
declare
  settled xid8 := pg_snapshot_xmin(pg_current_snapshot());
begin
  perform tocsin.enter(null);
  return (select e.txid || '-' || e.seq from tocsin.event e where e.txid < settled order by e.txid desc, e.seq desc limit 1);
end $$;

-- Text of the highest stored transaction id that this server has not reached yet, or null: set when the log was
-- copied by dump and restore into a younger cluster, where new events would sort before old ones.
create function tocsin.foreign_txid() returns text language plpgsql as $$
begin
  perform tocsin.enter(null);
  return (select e.txid::text from tocsin.event e where e.txid >= pg_snapshot_xmax(pg_current_snapshot())
    order by e.txid desc limit 1);
end $$;

create function tocsin.next_number(of_key text) returns bigint language sql as $$
  insert into tocsin.counter as c (key, value) values (of_key, 1)
  on conflict (key) do update set value = c.value + 1 returning c.value
$$;

-- An audit row without a commit: a refused command, a sign-in, a look at personal data.
create function tocsin.record_audit(of_at bigint, of_actor text, of_entry jsonb, of_reach text[], of_hash text) returns void
language plpgsql security definer set search_path = pg_catalog, tocsin as $$
begin
  perform tocsin.enter(null);
  insert into audit (at, actor, entry, reach, hash) values (of_at, of_actor, of_entry, of_reach, decode(of_hash, 'hex'));
end $$;
revoke all on function tocsin.record_audit(bigint, text, jsonb, text[], text) from public;
grant execute on function tocsin.record_audit(bigint, text, jsonb, text[], text) to tocsin_app;
