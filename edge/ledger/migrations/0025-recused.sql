-- Incidents from which somebody stays away, closed ones too: read at every start (GOV-02). Few of all have any.
create index stream_state_recused on tocsin.stream_state (id) where kind = 'incident' and state ? 'recused';
