-- Consents to visits that were asked for in the year, with how they were answered by the cut-off.
with consents as (
    select *, case when last in ('given', 'declined') then last else 'silent' end as answer from (
        select consent_id, state, min(coalesce(asked_on, occurred_on)) as asked_on,
            (array_agg(stage order by recorded_at desc, position desc))[1] as last,
            array_agg(event_id order by recorded_at, position) as events, bool_or(synthetic) as synthetic
        from council_projected.consents
        where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
        group by consent_id, state
    ) as told
    where asked_on between :first_day::date and :cut_off
)
