-- What a command post's pictures and voice messages belong to, beside the post itself: the incident under it, or every incident that followed
-- from the advisory under it. They stay while one of these is open or under legal hold, with all into which it was merged (X-13).
create index stream_state_of_advisory on tocsin.stream_state ((state->>'advisoryId')) where kind = 'incident' and state ? 'advisoryId';
create function tocsin.bound_to(subject text) returns table (id text) language sql stable as $$
  select subject
  union
  select i.id from tocsin.stream_state p
  join tocsin.stream_state i on i.kind = 'incident' and i.state ? 'advisoryId' and i.state->>'advisoryId' = p.state->>'advisoryId'
  where p.kind = 'commandPost' and p.id = subject
$$;
create or replace function tocsin.closed_since(incident text) returns bigint language sql stable as $$
  with parts as (
    select c.open or c.state ? 'hold' as stays, (c.state->>'closedAt')::bigint as since from tocsin.bound_to(incident) b cross join lateral tocsin.merged_chain(b.id) c
    union all
    select s.state->>'stoodDownAt' is null, (s.state->>'stoodDownAt')::bigint from tocsin.stream_state s where s.kind = 'commandPost' and s.id = incident
  )
  select case when bool_or(stays) then null else max(since) end from parts
$$;
create or replace function tocsin.hold_still(incidents text[]) returns void
language plpgsql security definer set search_path = pg_catalog, tocsin as $$
declare
  r record;
begin
  perform tocsin.enter(null);
  for r in select distinct c.id from unnest(incidents) i cross join lateral tocsin.bound_to(i) b cross join lateral tocsin.merged_chain(b.id) c order by 1 loop
    perform 1 from stream_state where kind = 'incident' and id = r.id for share;
  end loop;
end $$;
