-- Two projects for one need, each pair as it stands at the cut-off (OP15), with when it was flagged. They are the UN's
-- to know, and the State's own; their events name what else is in them, and are the Committee's and that State's.
with disclosed as (
    -- What the UN may know of the need now: the last decision on it.
    select distinct on (thing_id) thing_id, audience = any(:un_and_wider::text[]) as is_released
    from council_projected.disclosures
    where of in ('recommendation', 'part')
        and recorded_at <= :disclosed_by::timestamptz and event_id <> all(:unread_by_disclosed_by::text[])
    order by thing_id, recorded_at desc, position desc
),
known as (
    select * from council_projected.duplications
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
),
pairs as (
    select *
    from (
        select distinct on (duplication_id) duplication_id, recommendation_id, state, stage, resolution, synthetic,
            case when stage = 'resolved' then occurred_on end as resolved_on
        from known
        order by duplication_id, recorded_at desc, position desc
    ) as latest
    join (
        select duplication_id, min(occurred_on) as flagged_on,
            array_agg(event_id order by recorded_at, position) as events
        from known
        group by duplication_id
    ) as history using (duplication_id)
)
select
    duplication_id as id, 'duplication' as kind, array[state] as states, synthetic,
    coalesce(is_released, false) or 'committee' = any(:seen_by::text[]) as seen,
    :inside::boolean or state = any(:own::text[]) or coalesce(is_released, false) and (
        'un' = any(:levels::text[]) or 'body:unoct' = any(:parties::text[])
    ) as readable,
    case when :inside or state = any(:own) then events else '{}' end as events,
    resolved_on is not null as is_resolved, flagged_on, resolved_on, resolution
from pairs left join disclosed on disclosed.thing_id = recommendation_id
where not exists (  -- a withdrawn assessment leaves every count (rule 8)
    select from council_projected.recommendations
    join council_projected.assessments using (assessment_id)
    where recommendations.recommendation_id = pairs.recommendation_id and withdrawn
        and assessments.occurred_on <= :cut_off and assessments.recorded_at <= :freeze
        and assessments.event_id <> all(:unread)
)
