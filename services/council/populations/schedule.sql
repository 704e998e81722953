-- Visits on the public schedule (OP12) whose planned start lies in the year: the State agreed, and they were neither
-- cancelled, nor moved beyond every mandate (rule 9), nor found to be part of another one by the cut-off. What the
-- State agreed to under a mandate is public.
with agreed as (
    select distinct on (visit_id)
        visit_id, state, kind, body, planned_start, event_id, occurred_on, recorded_at, position, synthetic
    from council_projected.visits
    where stage = 'agreed'
        and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by visit_id, recorded_at desc, position desc
),
published as (
    select visit_id, (min(recorded_at) at time zone 'America/New_York')::date as published_on
    from council_projected.visits
    where stage = 'agreed' and recorded_at <= :freeze and event_id <> all(:unread)
    group by visit_id
),
taken_off as (
    select distinct on (visit_id) visit_id, stage, recorded_at, position
    from council_projected.visits
    where stage in ('planned', 'cancelled', 'merged', 'separated')
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by visit_id, recorded_at desc, position desc
)
select
    visit_id as id, 'visit' as kind, array[state] as states, synthetic,
    true as seen, true as readable, array[event_id] as events,
    case when length(planned_start) = 10 then planned_start::date - published_on end as days_ahead,
    agreed.kind as visit_kind, planned_start, occurred_on as agreed_on
from agreed
join published using (visit_id)
left join taken_off using (visit_id)
where body = :body::text and left(planned_start, 4) = :year::bigint::text
    and (
        taken_off.visit_id is null or taken_off.stage = 'separated'
        or (taken_off.recorded_at, taken_off.position) < (agreed.recorded_at, agreed.position)
    )
