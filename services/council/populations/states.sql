-- The Member States at the cut-off and the States on the year's list: whether CTED visited each, and whether it is on
-- the list as that stands at the cut-off (OP12). What was last decided of a State holds, not what was last recorded.
with visited as (
    select state, bool_or(synthetic) as synthetic, true as was_visited,
        bool_or(ended_on < :first_day::date) as was_visited_before,
        array_agg(event_id) filter (where ended_on >= :first_day) as visit_events,
        max(ended_on) as last_visit_on,
        (array_agg(is_to_the_day order by ended_on desc, is_to_the_day desc))[1] as is_to_the_day
    from council.known_visits(:body::text, :freeze::timestamptz, :unread::text[])
    where stage = 'completed' and ended_on <= :cut_off::date
    group by state
),
listed as (
    select state, event_id, synthetic
    from council.decided_listings(:year::bigint, :cut_off, :freeze, :unread) where is_listed
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
