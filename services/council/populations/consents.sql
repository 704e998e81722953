-- Consents to visits that were asked for in the period, with how they were answered by the cut-off (OP12).
with known as (
    select consent_id, state, min(coalesce(asked_on, occurred_on)) as asked_on,
        (array_agg(stage order by recorded_at desc, position desc))[1] as last,
        array_agg(event_id order by recorded_at, position) as events, bool_or(synthetic) as synthetic
    from council_projected.consents
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    group by consent_id, state
)
select
    consent_id as id, 'consent' as kind, array[state] as states, synthetic,
    true as seen, :inside::boolean or state = any(:own::text[]) as readable, events,
    case when last in ('given', 'declined') then last else 'silent' end as answer,
    last = 'lapsed' as is_lapsed  -- the year of the list ended without an answer
from known
where asked_on between :first_day::date and :cut_off
