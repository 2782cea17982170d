-- Emergency access: the rights of a role at a place, for a time, with a reason. What must hold of it holds here too, whatever a
-- server believes: a second person, a time box that nothing extends, a review by one who had no part in it.
create table tocsin.emergency_access (
  id text collate "C" primary key,
  account text collate "C" not null references tocsin.account (id),
  role text not null,
  org_path text not null,
  reason text not null check (reason <> ''),
  minutes integer not null check (minutes between 1 and 240),
  at_once boolean not null,
  asked_at bigint not null,
  answered_by text collate "C",
  answered_at bigint,
  starts_at bigint,
  ends_at bigint,
  ended_at bigint,
  -- Null where it ended by itself.
  ended_by text collate "C",
  reviewed_by text collate "C",
  reviewed_at bigint,
  verdict text check (verdict in ('JUSTIFIED', 'NOT_JUSTIFIED')),
  note text,
  check (answered_by <> account),
  check (starts_at is null or at_once or answered_by is not null),
  check ((starts_at is null) = (ends_at is null) and ends_at = starts_at + minutes * 60000),
  check (ended_at <= ends_at),
  check (reviewed_by is null or (reviewed_by <> account and reviewed_by is distinct from answered_by and ended_at is not null and verdict is not null))
);
create index emergency_access_of on tocsin.emergency_access (account, asked_at desc);
create index emergency_access_running on tocsin.emergency_access (ends_at) where ended_at is null;

-- Answered, ended and reviewed once, and for good.
create function tocsin.keep_emergency_access() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if old.answered_at is not null and (new.answered_by, new.answered_at) is distinct from (old.answered_by, old.answered_at)
    or old.starts_at is not null and (new.starts_at, new.ends_at) is distinct from (old.starts_at, old.ends_at)
    or old.ended_at is not null and (new.ended_at, new.ended_by) is distinct from (old.ended_at, old.ended_by)
    or old.reviewed_at is not null and new is distinct from old
  then raise exception 'emergency access % has been settled', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep before update on tocsin.emergency_access for each row execute function tocsin.keep_emergency_access();

-- Who, what, where, why and for how long never change.
grant select, insert, update (answered_by, answered_at, starts_at, ends_at, ended_at, ended_by, reviewed_by, reviewed_at, verdict, note) on tocsin.emergency_access to tocsin_app;

create index audit_emergency on tocsin.audit ((entry->>'emergency'), at) where entry->>'emergency' is not null;
