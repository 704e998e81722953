-- The Member States at the cut-off and the States on the year's list: whether CTED visited each, and whether it is on
-- the list as that stands at the cut-off (OP12). What was last decided of a State holds, not what was last recorded.
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
latest as (
    select distinct on (visit_id) state, stage, event_id, synthetic, occurred_on as ended_on,
        to_char(occurred_on, 'YYYY-MM-DD') = any(component_ends) as is_to_the_day
    from council_projected.visits
    where stage in ('completed', 'cancelled') and body = :body::text
        and recorded_at <= :freeze and event_id <> all(:unread)
        and visit_id not in (select visit_id from merged)
    order by visit_id, recorded_at desc, position desc
),
visited as (
    select state, bool_or(synthetic) as synthetic, true as was_visited,
        bool_or(ended_on < :first_day::date) as was_visited_before,
        array_agg(event_id) filter (where ended_on >= :first_day) as visit_events,
        max(ended_on) as last_visit_on,
        (array_agg(is_to_the_day order by ended_on desc, is_to_the_day desc))[1] as is_to_the_day
    from latest
    where stage = 'completed' and ended_on <= :cut_off::date
    group by state
),
decided as (
    select distinct on (state) state, is_listed, event_id, synthetic
    from council_projected.programmes cross join lateral (
        select unnest(case when stage = 'adopted' then states else added end) as state, true as is_listed
        union all
        select unnest(removed), false
    ) as each
    where year = :year::bigint
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by state, occurred_on desc, recorded_at desc, position desc
),
listed as (
    select state, event_id, synthetic from decided where is_listed
),
members as (
    select state from unnest(:members::text[]) as each (state)
)
select
    state as id, 'State' as kind, array[state] as states,
    coalesce(visited.synthetic, false) or coalesce(listed.synthetic, false) as synthetic,
    true as seen, true as readable, '{}'::text[] as events,
    members.state is not null as is_member,
    coalesce(was_visited, false) as was_visited,
    coalesce(was_visited_before, false) as was_visited_before,
    visit_events is not null as was_visited_in_year,
    listed.state is not null as is_listed,
    array_remove(array[listed.event_id], null) as list_events,
    coalesce(visit_events, '{}') as visit_events,
    last_visit_on, is_to_the_day
from members
full join listed using (state)
left join visited using (state)
