-- Records are looked up one by one by their key. As a join the planner read the whole table for a handful of them, until it held some ten thousand.
create or replace function tocsin.load(refs jsonb, grants text[])
returns table (kind text, id text, version integer, scope text[], state jsonb, open boolean, "position" text)
language plpgsql set enable_seqscan = off as $$
begin
  perform tocsin.enter(grants);
  return query
    select s.kind, s.id, s.version, s.scope, s.state, s.open, s.txid || '-' || s.seq
    from jsonb_to_recordset(refs) as r(kind text, id text)
    cross join lateral (select f.* from tocsin.stream_state f where f.kind = r.kind and f.id = r.id limit 1) s;
end $$;
