-- Meetings that were held in the year, and the States whose officials the Chair invited to one of them (OP16).
with held as (
    select * from (
        select distinct on (meeting_id) meeting_id, kind, stage, invited, attended, occurred_on, event_id, synthetic
        from council_projected.meetings
        where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
        order by meeting_id, recorded_at desc, position desc
    ) as latest
    where stage = 'held' and occurred_on >= :first_day::date
),
officials as (
    select state, bool_or(state = any(attended)) as attended, array_agg(event_id) as events
    from held cross join lateral unnest(invited) as each (state)
    where kind = 'invitation'
    group by state
)
