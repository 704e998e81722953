-- The practical steps of CTED and UNOCT, as they stand at the cut-off (OP24).
select distinct on (step_id)
    step_id as id, title, owner, due_on, indicator, state, synthetic,
    min(occurred_on) filter (where stage = 'done') over each as done_on,
    array_agg(event_id) over each as events
from council_projected.steps
where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
window each as (
    partition by step_id order by recorded_at, position
    rows between unbounded preceding and unbounded following
)
order by step_id, recorded_at desc, position desc
