-- Kept beside the log: telemetry, attachments, recommendations, people's accounts. None of it is history.

create table tocsin.raw_input (ref text primary key, bytes bytea not null, kept_at timestamptz not null default now());

create table tocsin.recommendation (
  id text collate "C" primary key,
  incident_id text collate "C" not null,
  at bigint not null,
  checksum text not null,
  body jsonb not null
);
create index recommendation_incident on tocsin.recommendation (incident_id, at desc);

create table tocsin.position_last (
  unit_id text collate "C" primary key,
  at bigint not null,
  received_at bigint not null,
  lon double precision not null,
  lat double precision not null,
  accuracy_m double precision,
  speed double precision,
  heading double precision,
  source text not null
);
create table tocsin.position_track (
  unit_id text collate "C" not null,
  at bigint not null,
  lon double precision not null,
  lat double precision not null,
  primary key (unit_id, at)
);
create index position_track_at on tocsin.position_track (at);

create table tocsin.media (
  id text collate "C" primary key,
  hash text not null,
  mime text not null,
  bytes bytea not null,
  incident_id text collate "C",
  at bigint not null
);
create index media_incident on tocsin.media (incident_id, at);

create table tocsin.account (
  id text collate "C" primary key,
  name text not null,
  org_path text not null,
  grants jsonb not null,
  unit_id text,
  lang text not null,
  password_hash text,
  disabled boolean not null default false
);
create table tocsin.session (
  token_hash text primary key,
  user_id text collate "C" not null references tocsin.account (id) on delete cascade,
  created_at bigint not null,
  used_at bigint not null,
  revoked_at bigint
);
create index session_of_user on tocsin.session (user_id);

grant select, insert, update, delete on tocsin.raw_input, tocsin.recommendation, tocsin.position_last, tocsin.position_track,
  tocsin.media, tocsin.account, tocsin.session to tocsin_app;
