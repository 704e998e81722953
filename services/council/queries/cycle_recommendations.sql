-- Some recommendations, by their ids, as they stand at the cut-off: those that are live, with the last that
-- was said of each aspect of their status, and the events that said so. As `recommendations.sql` has them.
with told as (
    select distinct on (recommendation_id)
        recommendation_id as id, assessment_id, event_id, state, priority, synthetic,
        assistance_needed, assistance_requested, recorded_at, position
    from council_projected.recommendations
    where recommendation_id = any(:ids::text[]) and not amends
        and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    order by recommendation_id, recorded_at desc, position desc
),
amended as (
    select distinct on (recommendation_id)
        recommendation_id as id, assistance_needed, assistance_requested, event_id, recorded_at, position
    from council_projected.recommendations
    where recommendation_id = any(:ids) and amends and occurred_on <= :cut_off and recorded_at <= :freeze
    order by recommendation_id, recorded_at desc, position desc
),
known as (
    select distinct on (assessment_id) assessment_id, event_id, withdrawn
    from council_projected.assessments
    where assessment_id in (select assessment_id from told) and occurred_on <= :cut_off and recorded_at <= :freeze
    order by assessment_id, recorded_at desc, position desc
),
outdated as (
    select id as event_id from council_projected.assessments
    where assessment_id in (select assessment_id from told) and id not in (select event_id from known)
),
said as (
    select recommendation_id as id,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'assessed'))[1] as assessed,
        (array_agg(event_id order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'assessed'))[1] as assessed_by,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'reported'))[1] as reported,
        (array_agg(event_id order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'reported'))[1] as reported_by,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'position'))[1] as position,
        (array_agg(value order by recorded_at desc, position desc)
            filter (where aspect = 'carried_over'))[1] as carried_to,
        bool_or(aspect = 'closed') as closed
    from council_projected.statuses
    where recommendation_id = any(:ids) and occurred_on <= :cut_off and recorded_at <= :freeze
    group by recommendation_id
),
disclosed as (
    select thing_id as id,
        (array_agg(audience order by recorded_at desc, position desc)
            filter (where occurred_on <= :cut_off and recorded_at <= :freeze))[1] = any(:un_and_wider::text[]) as released,
        (array_agg(audience order by recorded_at desc, position desc))[1] = any(:seen_by::text[]) as seen
    from council_projected.disclosures
    where thing_id = any(:ids)
    group by thing_id
),
assisted as (
    select distinct on (recommendation_id)
        recommendation_id as id, stage in ('taken_up', 'delivered') as taken_up, event_id as case_event
    from council_projected.cases
    where recommendation_id = any(:ids) and stage <> 'offered' and occurred_on <= :cut_off and recorded_at <= :freeze
    order by recommendation_id, recorded_at desc, position desc
)
select told.id, told.state, told.priority, told.event_id, told.synthetic,
    coalesce(amended.assistance_needed, told.assistance_needed) as needed,
    coalesce(amended.assistance_requested, told.assistance_requested) as requested,
    amended.event_id as amended_by,
    said.assessed, said.assessed_by, said.reported, said.reported_by, said.position,
    coalesce(disclosed.released, false) as released, coalesce(disclosed.seen, false) as seen,
    coalesce(assisted.taken_up, false) as taken_up, assisted.case_event
from told
join known on known.assessment_id = told.assessment_id and not known.withdrawn
left join amended on amended.id = told.id
    and (amended.recorded_at, amended.position) > (told.recorded_at, told.position)
left join said on said.id = told.id
left join disclosed on disclosed.id = told.id
left join assisted on assisted.id = told.id
where said.closed is not true
    and not exists (select from outdated where outdated.event_id = told.event_id)
    and case when said.carried_to is null then told.assessment_id = :assessment::text else said.carried_to = :thing::text end
order by told.id
