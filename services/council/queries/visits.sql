-- CTED's visits that took place, as known at the freeze: a later component moves the whole visit, so
-- that it counts once, in the year its last component ended (rule 13); one that was found to be part of
-- another counts no more, nor does one that never took place.
with recursive parts as (
    select distinct on (visit_id) visit_id, merged_into, stage from council_projected.visits
    where stage in ('merged', 'separated') and recorded_at <= :freeze::timestamptz
    order by visit_id, recorded_at desc, position desc
),
merged as (
    select visit_id, merged_into as whole from parts where stage = 'merged'
    union
    select merged.visit_id, further.merged_into
    from merged join parts as further on further.visit_id = merged.whole
    where further.stage = 'merged'
),
known_visits as (
    select * from (
        select distinct on (visit_id)
            visit_id, coalesce(mission_id, visit_id) as mission_id, state, occurred_on as ended_on,
            cardinality(component_ends) as components, kind, event_id, synthetic, stage,
            to_char(occurred_on, 'YYYY-MM-DD') = any(component_ends) as to_the_day
        from council_projected.visits
        where stage in ('completed', 'cancelled') and body = :body and recorded_at <= :freeze
            and visit_id not in (select visit_id from merged)
        order by visit_id, recorded_at desc, position desc
    ) as latest
    where stage = 'completed'
),
visits as (
    select *, max(ended_on) over (partition by mission_id) as mission_ended_on from known_visits
)
