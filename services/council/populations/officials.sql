-- States whose senior officials the Chair invited to a meeting that was held in the period (OP16).
with latest as (
    select distinct on (meeting_id) kind, stage, invited, attended, occurred_on, event_id, synthetic
    from council_projected.meetings
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by meeting_id, recorded_at desc, position desc
)
select
    state as id, 'State' as kind, array[state] as states, bool_or(synthetic) as synthetic,
    true as seen, :inside::boolean or state = any(:own::text[]) as readable, array_agg(event_id) as events,
    bool_or(state = any(attended)) as has_attended
from latest cross join unnest(invited) as state
where stage = 'held' and kind = 'invitation' and occurred_on >= :first_day::date
group by state
