-- Reports about whose release the State was asked in the period, with its answer as it stands at the cut-off; and those of
-- which it asked in the period that they, or parts of them, be kept confidential (OP18, OP19). Release itself is no
-- answer. A withdrawn assessment counts no more (rule 8).
with withdrawn as (
    select assessment_id from council_projected.assessments
    where withdrawn and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
        and event_id <> all(:unread::text[])
),
known as (
    select assessment_id, state,
        (array_agg(asked_on order by recorded_at desc, position desc) filter (where asked_on is not null))[1] as asked_on,
        (array_agg(stage order by recorded_at desc, position desc) filter (where stage <> 'confidential'))[1] as last,
        coalesce(bool_or(stage = 'confidential' and occurred_on >= :first_day::date), false) as is_confidential,
        array_agg(event_id order by recorded_at, position) as events, bool_or(synthetic) as synthetic
    from council_projected.report_consents
    where occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
        and assessment_id not in (select assessment_id from withdrawn)
    group by assessment_id, state
)
select
    assessment_id as id, 'assessment' as kind, array[state] as states, synthetic,
    true as seen, :inside::boolean or state = any(:own::text[]) as readable, events,
    coalesce(asked_on between :first_day and :cut_off, false) as is_asked,
    case when last in ('full', 'part', 'refused') then last else 'silent' end as answer,
    is_confidential
from known
where asked_on between :first_day and :cut_off or is_confidential
