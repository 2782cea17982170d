-- What happened at one place before is asked at every incident there: by cells of a thousandth of a degree.
create index stream_state_place on tocsin.stream_state (round((state->'place'->'point'->>'lon')::numeric, 3), round((state->'place'->'point'->>'lat')::numeric, 3)) where kind = 'incident';
