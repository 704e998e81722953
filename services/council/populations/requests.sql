-- Visits that States asked for themselves (OP12): for this year; or for as soon as can be, and no visit came of it
-- before the year. One is honoured if the State is on the year's list as that stands at the cut-off.
with recursive parts as (
    select distinct on (visit_id) visit_id, merged_into, stage
    from council_projected.visits
    where stage in ('merged', 'separated')
        and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by visit_id, recorded_at desc, position desc
),
merged as (
    select visit_id from parts where stage = 'merged'
),
visits as (
    select distinct on (visit_id) state, stage, occurred_on as ended_on
    from council_projected.visits
    where stage in ('completed', 'cancelled') and body = :body::text
        and recorded_at <= :freeze and event_id <> all(:unread)
        and visit_id not in (select visit_id from merged)
    order by visit_id, recorded_at desc, position desc
),
visited_before as (
    select state, max(ended_on) as last_visit_on
    from visits where stage = 'completed' and ended_on < :first_day::date
    group by state
),
decided as (
    select distinct on (state) state, is_listed
    from council_projected.programmes cross join lateral (
        select unnest(case when stage = 'adopted' then states else added end) as state, true as is_listed
        union all
        select unnest(removed), false
    ) as each
    where year = :year::bigint
        and occurred_on <= :cut_off::date and recorded_at <= :freeze and event_id <> all(:unread)
    order by state, occurred_on desc, recorded_at desc, position desc
),
latest as (
    select distinct on (request_id) request_id, state, year, event_id, occurred_on, synthetic
    from council_projected.requests
    where occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by request_id, recorded_at desc, position desc
)
select
    request_id as id, 'request' as kind, array[state] as states, synthetic,
    true as seen, :inside::boolean or state = any(:own::text[]) as readable, array[event_id] as events,
    coalesce(is_listed, false) as is_honoured
from latest
left join decided using (state)
left join visited_before using (state)
where case when year is null then coalesce(last_visit_on < occurred_on, true) else year = :year end
