, counted as (
    select 'State' as kind, state as id, array[state] as states, event_id || coalesce(visits, '{}') as events,
        visits is not null as numerator
    from listed where :figure::text in ('visits_done', 'listed_visited')
    union all
    select 'State', member.state, array[member.state], array_remove(array[listed.event_id], null),
        listed.event_id is not null
    from unnest(:members::text[]) as member (state) left join listed using (state)
    where :figure = 'listed_never_visited' and member.state not in (select state from visited_before)
    union all
    select 'request', request_id, array[state], array[event_id], honoured
    from requests where :figure = 'requests_honoured'
    union all
    select 'change', event_id, states, array[event_id], true
    from changes where :figure = 'changes_after_adoption'
    union all
    select 'visit', visit_id, array[state], array[event_id], true
    from unreported where :figure = 'visits_without_report'
)
