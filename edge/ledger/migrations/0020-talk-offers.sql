-- What two devices tell each other before one hears the other speak. Nothing of it outlives two minutes, or a crash.
create unlogged table tocsin.talk_offer (
  id text collate "C" primary key,
  burst_id text collate "C" not null,
  key text,
  offer text not null,
  taken boolean not null default false,
  answer text,
  at bigint not null
);
create index talk_offer_of on tocsin.talk_offer (burst_id);
grant select, insert, update, delete on tocsin.talk_offer to tocsin_app;
