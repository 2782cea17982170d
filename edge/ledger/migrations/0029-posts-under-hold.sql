-- A command post over an advisory can be under legal hold itself: no incident may ever follow from its advisory (X-13, CMD-05).
create or replace function tocsin.closed_since(incident text) returns bigint language sql stable as $$
  with parts as (
    select c.open or c.state ? 'hold' as stays, (c.state->>'closedAt')::bigint as since from tocsin.bound_to(incident) b cross join lateral tocsin.merged_chain(b.id) c
    union all
    select s.state->>'stoodDownAt' is null or s.state ? 'hold', (s.state->>'stoodDownAt')::bigint from tocsin.stream_state s where s.kind = 'commandPost' and s.id = incident
  )
  select case when bool_or(stays) then null else max(since) end from parts
$$;
create or replace function tocsin.hold_still(incidents text[]) returns void
language plpgsql security definer set search_path = pg_catalog, tocsin as $$
declare
  r record;
begin
  perform tocsin.enter(null);
  perform 1 from stream_state where kind = 'commandPost' and id = any(incidents) order by id for share;
  for r in select distinct c.id from unnest(incidents) i cross join lateral tocsin.bound_to(i) b cross join lateral tocsin.merged_chain(b.id) c order by 1 loop
    perform 1 from stream_state where kind = 'incident' and id = r.id for share;
  end loop;
end $$;
