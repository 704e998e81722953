-- Visits that States asked for themselves (OP12): for this year; or for as soon as can be, and no visit came of it
-- before the year. One is honoured if the State is on the year's list as that stands at the cut-off.
with visited_before as (
    select state, max(ended_on) as last_visit_on
    from council.known_visits(:body::text, :freeze::timestamptz, :unread::text[])
    where stage = 'completed' and ended_on < :first_day::date
    group by state
),
latest as (
    select distinct on (request_id) request_id, state, year, event_id, occurred_on, synthetic
    from council_projected.requests
    where occurred_on <= :cut_off::date and recorded_at <= :freeze and event_id <> all(:unread)
    order by request_id, recorded_at desc, position desc
)
select
    request_id as id, 'request' as kind, array[state] as states, synthetic,
    true as seen, :inside::boolean or state = any(:own::text[]) as readable, array[event_id] as events,
    coalesce(is_listed, false) as is_honoured
from latest
left join (
    select state, is_listed from council.decided_listings(:year::bigint, :cut_off, :freeze, :unread)
) as decided using (state)
left join visited_before using (state)
where case when year is null then coalesce(last_visit_on < occurred_on, true) else year = :year end
