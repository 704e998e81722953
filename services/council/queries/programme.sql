-- The year's list as it stands at the cut-off (OP12): of each State the last that was said of it, by the day on which
-- that was decided, and not by when it was recorded. After `visits`.
, programme as (
    select stage, states, added, removed, programme_id, event_id, occurred_on, recorded_at, position, synthetic
    from council_projected.programmes
    where year = :year::bigint and occurred_on <= :cut_off::date and recorded_at <= :freeze
),
changes as (
    select programme_id, event_id, added || removed as states, synthetic from programme where stage = 'changed'
),
said as (
    select distinct on (state) state, on_it, event_id, synthetic
    from programme cross join lateral (
        select unnest(case when stage = 'adopted' then states else added end) as state, true as on_it
        union all
        select unnest(removed), false
    ) as each
    order by state, occurred_on desc, recorded_at desc, position desc
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
    select state, said.event_id, said.synthetic, visited.events as visits
    from said left join visited using (state)
    where on_it
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
