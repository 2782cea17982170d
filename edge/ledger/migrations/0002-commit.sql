-- One accepted command in one round trip and one transaction. The caller gets an outcome as data, also for a conflict.
--
-- Free of deadlock, because every commit takes its locks in one order: the command's row, then stream rows by
-- (kind, id), then claims by resource. Timers of a stream are touched only under that stream's lock.
-- Nothing here is shared by all commits, so that PostgreSQL's group commit can work.

-- Locks the expected streams; answers the hash each one has, and the list of those with another version.
create function tocsin.lock_streams(c jsonb, out heads jsonb, out wrong jsonb) language plpgsql as $$
declare
  s record;
  have integer;
  head bytea;
begin
  heads := '{}';
  wrong := '[]';
  for s in
    select e.kind collate "C" as kind, e.id collate "C" as id, e.version, e.touched
    from jsonb_to_recordset(c->'expect') e(kind text, id text, version integer, touched boolean) order by 1, 2
  loop
    if s.version = 0 then
      -- A stand-in holds the name until the end of the transaction: a second creator waits here.
      insert into tocsin.stream_state (kind, id, version, scope, reach, state, open, updated_at, txid, seq, hash)
      values (s.kind, s.id, 0, '{}', '{}', 'null', false, 0, '0', 0, '') on conflict do nothing;
      if found then continue; end if;
    end if;
    if s.touched then
      select version, hash into have, head from tocsin.stream_state where kind = s.kind and id = s.id for no key update;
    else
      select version, hash into have, head from tocsin.stream_state where kind = s.kind and id = s.id for share;
    end if;
    if not found then have := 0; end if;
    if have is distinct from s.version then
      wrong := wrong || jsonb_build_object('kind', s.kind, 'id', s.id, 'version', have);
    end if;
    heads := heads || jsonb_build_object(s.kind || '/' || s.id, encode(head, 'hex'));
  end loop;
end $$;

-- Appends the events; answers each stream's new head hash and the last sequence number.
-- An event's hash is sha256(hash before it in the stream || leaf), the leaf being sha256 of its canonical JSON (event-hash.ts).
create function tocsin.append_events(c jsonb, inout heads jsonb, out last bigint) language plpgsql as $$
declare
  e record;
  key text;
  chained bytea;
begin
  for e in
    select v.*, s.reach from jsonb_array_elements(c->'events') with ordinality as x(item, n),
      jsonb_to_record(x.item) as v(kind text, id text, version integer, type text, data jsonb, leaf text)
      left join jsonb_to_recordset(c->'states') as s(kind text, id text, reach text[]) on s.kind = v.kind and s.id = v.id
    order by x.n
  loop
    key := e.kind || '/' || e.id;
    chained := sha256(decode(coalesce(heads->>key, ''), 'hex') || decode(e.leaf, 'hex'));
    insert into tocsin.event (kind, id, version, type, data, at, actor, command_id, name, trace_id, reach, hash)
    values (e.kind, e.id, e.version, e.type, coalesce(e.data, 'null'), (c->>'at')::bigint, c->>'actor', c->>'commandId', c->>'name',
      c->>'traceId', e.reach, chained)
    returning seq into last;
    heads := heads || jsonb_build_object(key, encode(chained, 'hex'));
  end loop;
end $$;

-- A JSON null arrives from jsonb_to_recordset as SQL null, hence the coalesce here and above.
-- Row by row with index look-ups: a set-based join would be planned without knowing how few rows there are.
create function tocsin.store_states(c jsonb, heads jsonb, last bigint) returns void language plpgsql as $$
declare
  s record;
begin
  for s in
    select * from jsonb_to_recordset(c->'states')
      as s(kind text, id text, version integer, scope text[], reach text[], state jsonb, open boolean)
  loop
    update tocsin.stream_state t
    set version = s.version, scope = s.scope, reach = s.reach, state = coalesce(s.state, 'null'), open = s.open,
      updated_at = (c->>'at')::bigint,
      txid = case when s.version > t.version then pg_current_xact_id() else t.txid end,
      seq = case when s.version > t.version then last else t.seq end,
      hash = decode(coalesce(heads->>(s.kind || '/' || s.id), ''), 'hex')
    where t.kind = s.kind and t.id = s.id;
  end loop;
  -- Stand-ins of streams that were only relied upon not to exist.
  for s in
    select e.kind, e.id from jsonb_to_recordset(c->'expect') as e(kind text, id text, version integer, touched boolean)
    where e.version = 0 and not e.touched
  loop
    delete from tocsin.stream_state t where t.kind = s.kind and t.id = s.id and t.version = 0;
  end loop;
end $$;

create function tocsin.replace_timers(c jsonb) returns void language plpgsql as $$
declare
  s record;
begin
  for s in select * from jsonb_to_recordset(c->'timers') as s(kind text, id text, timers jsonb) loop
    delete from tocsin.timer t where t.kind = s.kind and t.id = s.id
      and not exists (select from jsonb_array_elements(s.timers) n where n->>'timerId' = t.timer_id);
    insert into tocsin.timer as t (kind, id, timer_id, due_at, purpose)
    select s.kind, s.id, n->>'timerId', (n->>'dueAt')::bigint, n->>'purpose' from jsonb_array_elements(s.timers) n
    on conflict (kind, id, timer_id) do update set due_at = excluded.due_at, purpose = excluded.purpose
    where (t.due_at, t.purpose) is distinct from (excluded.due_at, excluded.purpose);
  end loop;
end $$;

-- Ends and makes claims, resource by resource in order; answers the first resource that another holds, or null.
create function tocsin.move_claims(c jsonb) returns text language plpgsql as $$
declare
  m record;
begin
  for m in
    select resource collate "C" as resource, holder, ref, step
    from (
      select resource, holder, null as ref, 1 as step from jsonb_to_recordset(c->'releases') as r(resource text, holder text)
      union all
      select resource, holder, ref, 2 from jsonb_to_recordset(c->'claims') as r(resource text, holder text, ref text)
    ) moves
    order by 1, step
  loop
    if m.step = 1 then
      update tocsin.claim set ended_at = (c->>'at')::bigint
      where resource = m.resource and holder = m.holder and ended_at is null;
    else
      insert into tocsin.claim (resource, holder, ref, since) values (m.resource, m.holder, m.ref, (c->>'at')::bigint)
      on conflict (resource) where ended_at is null do nothing;
      if not found then return m.resource; end if;
    end if;
  end loop;
  return null;
end $$;

create function tocsin.commit(c jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, tocsin as $$
declare
  before record;
  locked record;
  appended record;
  taken text;
  detail text;
begin
  perform tocsin.enter(null);
  insert into command (actor, command_id, name, body_hash, at, result)
  values (c->>'actor', c->>'commandId', c->>'name', c->>'bodyHash', (c->>'at')::bigint, c->'result')
  on conflict do nothing;
  if not found then
    select body_hash, result, txid into strict before from command where actor = c->>'actor' and command_id = c->>'commandId';
    if before.body_hash <> c->>'bodyHash' then return '{"outcome": "key-reused"}'; end if;
    -- The first answer may have been lost while a standby had not confirmed it. A record behind it makes this answer wait
    -- for the standby, and so for the first commit too.
    perform pg_logical_emit_message(true, 'tocsin', 'repeated');
    return jsonb_build_object('outcome', 'repeated', 'result', before.result, 'cursor',
      before.txid || '-' || coalesce((select max(seq) from event where txid = before.txid), 0));
  end if;
  -- The inner block is undone as a whole when the command cannot stand.
  begin
    select * into locked from tocsin.lock_streams(c);
    if locked.wrong <> '[]' then
      raise exception 'conflict' using errcode = 'TC001', detail = locked.wrong::text;
    end if;
    select * into appended from tocsin.append_events(c, locked.heads);
    perform tocsin.store_states(c, appended.heads, appended.last);
    perform tocsin.replace_timers(c);
    taken := tocsin.move_claims(c);
    if taken is not null then raise exception 'taken' using errcode = 'TC002', detail = taken; end if;
    insert into outbox (at, topic, payload)
    select (c->>'at')::bigint, o->>'topic', o->'payload' from jsonb_array_elements(c->'outbox') o;
    insert into audit (at, actor, entry, reach, hash)
    select (c->>'at')::bigint, c->>'actor', c->'audit',
      array(select jsonb_array_elements_text(c->'auditReach')), decode(c->>'auditHash', 'hex');
  exception
    when sqlstate 'TC001' then
      get stacked diagnostics detail = pg_exception_detail;
      delete from command where actor = c->>'actor' and command_id = c->>'commandId';
      return jsonb_build_object('outcome', 'conflict', 'streams', detail::jsonb);
    when sqlstate 'TC002' then
      get stacked diagnostics detail = pg_exception_detail;
      delete from command where actor = c->>'actor' and command_id = c->>'commandId';
      return jsonb_build_object('outcome', 'taken', 'resource', detail);
  end;
  return jsonb_build_object('outcome', 'committed', 'cursor', pg_current_xact_id() || '-' || coalesce(appended.last, 0));
end $$;
revoke all on function tocsin.commit(jsonb) from public;
grant execute on function tocsin.commit(jsonb) to tocsin_app;
