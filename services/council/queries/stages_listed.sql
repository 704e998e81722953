, counted as (
    select 'assessment' as kind, assessment_id as id, array[state] as states, events, true as numerator
    from spans where name = :figure::text
)
