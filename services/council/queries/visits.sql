-- CTED's visits that took place, as known at the freeze: a later component moves the whole visit, so
-- that it counts once, in the year its last component ended (rule 13).
with known_visits as (
    select distinct on (visit_id)
        visit_id, coalesce(mission_id, visit_id) as mission_id, state, occurred_on as ended_on,
        cardinality(component_ends) as components, event_id, synthetic
    from council_projected.visits
    where stage = 'completed' and body = :body and recorded_at <= :freeze::timestamptz
    order by visit_id, recorded_at desc, position desc
),
visits as (
    select *, max(ended_on) over (partition by mission_id) as mission_ended_on from known_visits
)
