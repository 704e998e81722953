, counted as (
    select kind, id, array_remove(array[state], null) as states, array_remove(array[event_id, done_by], null) as events,
        done_by is not null as numerator
    from forecast
)
