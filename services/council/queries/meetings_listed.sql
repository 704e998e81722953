, counted as (
    select 'meeting' as kind, meeting_id as id, invited as states, array[event_id] as events, true as numerator
    from held
)
