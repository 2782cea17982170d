-- Second factors: a secret shared with the owner's device, and codes for the day on which the device is lost (hashes only).
-- The server must be able to read the secret; it lies in this table alone, which no view and no export contains.
create table tocsin.second_factor (
  user_id text collate "C" primary key references tocsin.account (id) on delete cascade,
  -- Null until the first code was right.
  secret bytea,
  -- A new one that waits for its first code.
  pending bytea,
  -- The time step of the last code that was taken: no code counts twice.
  last_step bigint not null default -1
);
create table tocsin.recovery_code (
  user_id text collate "C" not null references tocsin.account (id) on delete cascade,
  code_hash text not null,
  primary key (user_id, code_hash)
);
grant select, insert, update, delete on tocsin.second_factor, tocsin.recovery_code to tocsin_app;
