-- CTED's visits that took place, as known at the freeze: a later component moves the whole visit, so
-- that it counts once, in the year its last component ended (rule 13); one that was found to be part of
-- another counts no more.
with recursive merged as (
    select visit_id, merged_into as whole from council_projected.visits
    where stage = 'merged' and recorded_at <= :freeze::timestamptz
    union
    select merged.visit_id, further.merged_into
    from merged join council_projected.visits as further on further.visit_id = merged.whole
    where further.stage = 'merged' and further.recorded_at <= :freeze
),
known_visits as (
    select distinct on (visit_id)
        visit_id, coalesce(mission_id, visit_id) as mission_id, state, occurred_on as ended_on,
        cardinality(component_ends) as components, kind, event_id, synthetic,
        to_char(occurred_on, 'YYYY-MM-DD') = any(component_ends) as to_the_day
    from council_projected.visits
    where stage = 'completed' and body = :body and recorded_at <= :freeze
        and visit_id not in (select visit_id from merged)
    order by visit_id, recorded_at desc, position desc
),
visits as (
    select *, max(ended_on) over (partition by mission_id) as mission_ended_on from known_visits
)
