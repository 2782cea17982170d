-- What retention counts from (personal/retention.ts): the closure of the incident, or of the one into which it was merged, and so on.
-- Null while one of them is open or under legal hold. Both functions see all of the chain only after `enter(null)`.
create function tocsin.merged_chain(incident text) returns table (id text, state jsonb, open boolean) language sql stable as $$
  with recursive chain as (
    select s.id, s.state, s.open, 1 as depth from tocsin.stream_state s where s.kind = 'incident' and s.id = incident
    union all
    select s.id, s.state, s.open, c.depth + 1 from chain c
    join tocsin.stream_state s on s.kind = 'incident' and s.id = c.state->>'mergedInto' where c.depth < 64
  )
  select c.id, c.state, c.open from chain c
$$;
create function tocsin.closed_since(incident text) returns bigint language sql stable as $$
  select case when bool_or(c.open or c.state ? 'hold') then null else max((c.state->>'closedAt')::bigint) end
  from tocsin.merged_chain(incident) c
$$;

-- Holds the incidents still until the end of the transaction: none is reopened, held or merged between the last look and the deletion.
-- One lock after the other by id, as a commit takes them.
create function tocsin.hold_still(incidents text[]) returns void
language plpgsql security definer set search_path = pg_catalog, tocsin as $$
declare
  r record;
begin
  perform tocsin.enter(null);
  for r in select distinct c.id from unnest(incidents) i, tocsin.merged_chain(i) c order by 1 loop
    perform 1 from stream_state where kind = 'incident' and id = r.id for share;
  end loop;
end $$;
revoke all on function tocsin.hold_still(text[]) from public;
grant execute on function tocsin.hold_still(text[]) to tocsin_app;
