, counted as (
    select 'consent' as kind, consent_id as id, array[state] as states, events, answer = :answer::text as numerator
    from consents
)
