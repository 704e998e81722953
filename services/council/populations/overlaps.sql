-- Visits that CTED and another body planned to one State so near to one another that they were flagged in the period
-- (OP35), each pair as it stands at the cut-off. How many there were is everybody's to know, and no more of them.
with known as (
    select * from council_projected.visit_overlaps
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
),
pairs as (
    select *
    from (
        select distinct on (overlap_id) overlap_id, state, stage, synthetic
        from known
        order by overlap_id, recorded_at desc, position desc
    ) as latest
    join (
        select overlap_id, min(occurred_on) filter (where stage = 'flagged') as flagged_on,
            array_agg(event_id order by recorded_at, position) as events
        from known
        group by overlap_id
    ) as history using (overlap_id)
)
select
    overlap_id as id, 'overlap' as kind, array[state] as states, synthetic,
    true as seen, :inside::boolean as readable, events,
    stage = 'resolved' as is_resolved
from pairs
where flagged_on >= :first_day::date
