-- The year's list as it stands at the cut-off (OP12): the last of what was adopted or changed. After `visits`.
, programme as (
    select states, event_id, synthetic from council_projected.programmes
    where year = :year::bigint and occurred_on <= :cut_off::date and recorded_at <= :freeze
    order by recorded_at desc, position desc limit 1
),
changes as (
    select programme_id, event_id, added || removed as states, synthetic from council_projected.programmes
    where year = :year and stage = 'changed' and occurred_on <= :cut_off and recorded_at <= :freeze
),
visited as (
    select state, max(ended_on) as ended_on, array_agg(event_id) as events from visits
    where ended_on between :first_day::date and :cut_off
    group by state
),
visited_before as (
    select state, max(ended_on) as last_visit from visits where ended_on < :first_day group by state
),
listed as (
    select distinct on (state) state, programme.event_id, programme.synthetic, visited.events as visits
    from programme cross join lateral unnest(programme.states) as each (state) left join visited using (state)
),
requests as (
    -- For this year; or for as soon as can be, and no visit came of it before the year.
    select request_id, state, latest.event_id, latest.synthetic, listed.state is not null as honoured
    from (
        select distinct on (request_id) request_id, state, year, event_id, occurred_on, synthetic
        from council_projected.requests
        where occurred_on <= :cut_off and recorded_at <= :freeze
        order by request_id, recorded_at desc, position desc
    ) as latest
    left join listed using (state)
    left join visited_before using (state)
    where case when year is null then coalesce(last_visit < occurred_on, true) else year = :year end
)
