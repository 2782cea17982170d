-- Accepted commands that follow each other on the same streams, stored in one transaction (decision 0020). Each keeps its own
-- row, events and audit row, as if it had come alone; the states are written once, as they stand after the last. All stand, or none.
-- Locks are taken in the order of a single commit: the commands' rows (by actor and id), stream rows, claims.
create function tocsin.commit_together(cs jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, tocsin as $$
declare
  made integer;
  locked record;
  one record;
  appended record;
  heads jsonb;
  last bigint;
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
    heads := locked.heads;
    for one in select x.c from jsonb_array_elements(cs->'commands') with ordinality as x(c, n) order by x.n loop
      select * into appended from tocsin.append_events(one.c, heads);
      heads := appended.heads;
      last := coalesce(appended.last, last);
      insert into outbox (at, topic, payload)
      select (one.c->>'at')::bigint, o->>'topic', o->'payload' from jsonb_array_elements(one.c->'outbox') o;
      insert into audit (at, actor, entry, reach, hash)
      select (one.c->>'at')::bigint, one.c->>'actor', one.c->'audit',
        array(select jsonb_array_elements_text(one.c->'auditReach')), decode(one.c->>'auditHash', 'hex');
    end loop;
    perform tocsin.store_states(cs, heads, last);
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
  return jsonb_build_object('outcome', 'committed', 'cursor', pg_current_xact_id() || '-' || coalesce(last, 0));
end $$;
revoke all on function tocsin.commit_together(jsonb) from public;
grant execute on function tocsin.commit_together(jsonb) to tocsin_app;
