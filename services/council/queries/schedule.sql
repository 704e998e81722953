-- Visits on the public schedule (OP12) whose planned start lies in the year: the State agreed, and they were
-- neither cancelled nor found to be part of another one by the cut-off.
with agreed as (
    select distinct on (visit_id) visit_id, state, kind, body, planned_start, event_id, occurred_on, recorded_at, position,
        synthetic
    from council_projected.visits
    where stage = 'agreed' and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    order by visit_id, recorded_at desc, position desc
),
published as (
    select visit_id, min(recorded_at) as published_at from council_projected.visits
    where stage = 'agreed' and recorded_at <= :freeze
    group by visit_id
),
taken_off as (
    select visit_id, recorded_at as at from (
        select distinct on (visit_id) visit_id, stage, recorded_at from council_projected.visits
        where stage in ('cancelled', 'merged', 'separated') and occurred_on <= :cut_off and recorded_at <= :freeze
        order by visit_id, recorded_at desc, position desc
    ) as last
    where stage <> 'separated'
),
schedule as (
    select visit_id, state, kind, planned_start, event_id, occurred_on as agreed_on, synthetic,
        case when length(planned_start) = 10
            then planned_start::date - (published_at at time zone 'America/New_York')::date end as days
    from agreed join published using (visit_id) left join taken_off using (visit_id)
    where body = :body and left(planned_start, 4) = to_char(:first_day::date, 'YYYY')
        and (taken_off.at is null or taken_off.at < agreed.recorded_at)
)
