, counted as (
    select 'follow-up report' as kind, id, array[state] as states, array[event_id] as events, true as numerator
    from overdue where age = :figure::text
)
