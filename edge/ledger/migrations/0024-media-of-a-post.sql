-- Pictures and voice messages of a command post over an advisory lie under the post's own id (CMD-05): their time counts from its stand-down, which is for good.
create or replace function tocsin.closed_since(incident text) returns bigint language sql stable as $$
  select coalesce(
    (select case when bool_or(c.open or c.state ? 'hold') then null else max((c.state->>'closedAt')::bigint) end from tocsin.merged_chain(incident) c),
    (select (s.state->>'stoodDownAt')::bigint from tocsin.stream_state s where s.kind = 'commandPost' and s.id = incident))
$$;
