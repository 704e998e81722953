-- Of each State the live recommendations of high priority that CTED has not assessed as implemented (rule 6).
with known_assessments as (
    select distinct on (assessment_id) assessment_id, event_id, withdrawn
    from council_projected.assessments
    order by assessment_id, recorded_at desc, position desc
),
outdated as (
    -- What a corrected assessment no longer says of its recommendations.
    select id as event_id from council_projected.assessments
    where id not in (select event_id from known_assessments)
),
made as (
    select distinct on (recommendation_id)
        recommendation_id as id, assessment_id, event_id, state, priority, occurred_on, synthetic
    from council_projected.recommendations
    where not amends
    order by recommendation_id, recorded_at desc, position desc
),
statuses as (
    select recommendation_id as id,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'assessed'))[1] as status,
        bool_or(aspect = 'closed') as closed
    from council_projected.statuses
    where aspect in ('assessed', 'closed')
    group by recommendation_id
)
select made.state, count(*) as open, bool_or(made.synthetic) as synthetic,
    (array_agg(made.id order by made.occurred_on desc, made.id))[1:20] as ids
from made
join known_assessments using (assessment_id)
left join statuses using (id)
where made.priority = 'high' and not known_assessments.withdrawn
    and statuses.closed is not true and statuses.status is distinct from 'implemented'
    and not exists (select from outdated where outdated.event_id = made.event_id)
group by made.state
