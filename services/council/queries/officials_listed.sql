, counted as (
    select 'State' as kind, state as id, array[state] as states, events, attended as numerator from officials
)
