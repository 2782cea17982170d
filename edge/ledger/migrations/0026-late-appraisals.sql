-- Joint operations whose appraisal was late before silence escalated have no clock: they get the one that runs for others (JNT-01).
insert into tocsin.timer (kind, id, timer_id, due_at, purpose)
select kind, id, 'late/APPRAISAL', (state->>'appraiseBy')::bigint, 'joint operation not appraised'
from tocsin.stream_state
where kind = 'cooperation' and open and state->>'status' = 'REPORTED' and state->>'appraiseBy' is not null and state->>'overdueAt' is not null
on conflict do nothing;
