-- How the bytes of a picture or voice message are sealed (media.ts): 1 = AES-256-GCM under the key of its incident's pictures,
-- null = in clear, as before; a server seals these at its start.
alter table tocsin.media add column cipher smallint;
create index media_clear on tocsin.media (id) where cipher is null;
-- A new master key wraps the keys anew; and a key is held still while something comes under it.
grant update (wrapped) on tocsin.data_key to tocsin_app;
