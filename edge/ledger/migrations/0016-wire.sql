-- Messages to other platforms: how often each was tried, what is known of the tries, and which were set aside as poisonous.
alter table tocsin.outbox
  add column tries integer not null default 0,
  add column fault jsonb,
  add column set_aside_at bigint;
-- Of items that name a key, the oldest goes first.
create index outbox_key on tocsin.outbox ((payload->>'key'), seq) where set_aside_at is null;
