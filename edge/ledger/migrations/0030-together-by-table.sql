-- Commands that are stored together are written table by table, one statement each, whatever their number: a statement for each
-- of them was most of what a report of one event cost the database (R24, decision 0020). What is stored is the same.

-- Appends the events of all commands in their order; answers as append_events does, with which it shares the chain of hashes.
create function tocsin.append_all(cs jsonb, inout heads jsonb, out last bigint) language plpgsql as $$
declare
  e record;
  key text;
  chained bytea;
  hashes bytea[] := '{}';
begin
  for e in
    select v.kind, v.id, v.leaf from jsonb_array_elements(cs->'commands') with ordinality as c(item, n),
      jsonb_array_elements(c.item->'events') with ordinality as x(item, n), jsonb_to_record(x.item) as v(kind text, id text, leaf text)
    order by c.n, x.n
  loop
    key := e.kind || '/' || e.id;
    chained := sha256(decode(coalesce(heads->>key, ''), 'hex') || decode(e.leaf, 'hex'));
    hashes := hashes || chained;
    heads := heads || jsonb_build_object(key, encode(chained, 'hex'));
  end loop;
  with appended as (
    insert into tocsin.event (kind, id, version, type, data, at, actor, command_id, name, trace_id, reach, hash)
    select o.kind, o.id, o.version, o.type, coalesce(o.data, 'null'), o.at, o.actor, o.command_id, o.name, o.trace_id, o.reach, hashes[o.place]
    from (
      select v.*, c.at, c.actor, c.command_id, c.name, c.trace_id, s.reach, row_number() over (order by c.n, x.n) as place
      from rows from (jsonb_to_recordset(cs->'commands') as (at bigint, actor text, "commandId" text, name text, "traceId" text, events jsonb, states jsonb))
          with ordinality as c(at, actor, command_id, name, trace_id, events, states, n),
        jsonb_array_elements(c.events) with ordinality as x(item, n),
        jsonb_to_record(x.item) as v(kind text, id text, version integer, type text, data jsonb)
        left join lateral jsonb_to_recordset(c.states) as s(kind text, id text, reach text[]) on s.kind = v.kind and s.id = v.id
    ) o
    order by o.place
    returning seq
  )
  select max(seq) into last from appended;
end $$;

create or replace function tocsin.commit_together(cs jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, tocsin as $$
declare
  made integer;
  locked record;
  appended record;
  taken text;
  detail text;
begin
  perform tocsin.enter(null);
  -- The inner block is undone as a whole when they cannot all stand.
  begin
    insert into command (actor, command_id, name, body_hash, at, result)
    select c->>'actor', c->>'commandId', c->>'name', c->>'bodyHash', (c->>'at')::bigint, c->'result'
    from jsonb_array_elements(cs->'commands') c order by c->>'actor' collate "C", c->>'commandId' collate "C"
    on conflict do nothing;
    get diagnostics made = row_count;
    if made < jsonb_array_length(cs->'commands') then
      raise exception 'known' using errcode = 'TC003', detail = (
        select coalesce(jsonb_agg(jsonb_build_object('actor', k.actor, 'commandId', k.command_id)), '[]')
        from jsonb_array_elements(cs->'commands') c join command k on k.actor = c->>'actor' and k.command_id = c->>'commandId'
        where k.txid <> pg_current_xact_id())::text;
    end if;
    select * into locked from tocsin.lock_streams(cs);
    if locked.wrong <> '[]' then
      raise exception 'conflict' using errcode = 'TC001', detail = locked.wrong::text;
    end if;
    select * into appended from tocsin.append_all(cs, locked.heads);
    insert into outbox (at, topic, payload)
    select (c.item->>'at')::bigint, o.item->>'topic', o.item->'payload'
    from jsonb_array_elements(cs->'commands') with ordinality as c(item, n), jsonb_array_elements(c.item->'outbox') with ordinality as o(item, n)
    order by c.n, o.n;
    insert into audit (at, actor, entry, reach, hash)
    select c.at, c.actor, c.entry, c.reach, decode(c.hash, 'hex')
    from rows from (jsonb_to_recordset(cs->'commands') as (at bigint, actor text, audit jsonb, "auditReach" text[], "auditHash" text))
      with ordinality as c(at, actor, entry, reach, hash, n)
    order by c.n;
    perform tocsin.store_states(cs, appended.heads, appended.last);
    perform tocsin.replace_timers(cs);
    taken := tocsin.move_claims(cs);
    if taken is not null then raise exception 'taken' using errcode = 'TC002', detail = taken; end if;
  exception
    when sqlstate 'TC001' then
      get stacked diagnostics detail = pg_exception_detail;
      return jsonb_build_object('outcome', 'conflict', 'streams', detail::jsonb);
    when sqlstate 'TC002' then
      get stacked diagnostics detail = pg_exception_detail;
      return jsonb_build_object('outcome', 'taken', 'resource', detail);
    when sqlstate 'TC003' then
      get stacked diagnostics detail = pg_exception_detail;
      return jsonb_build_object('outcome', 'known', 'commands', detail::jsonb);
  end;
  return jsonb_build_object('outcome', 'committed', 'cursor', pg_current_xact_id() || '-' || coalesce(appended.last, 0));
end $$;
