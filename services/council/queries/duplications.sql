-- Two projects for one need, each pair as it stands at the cut-off (OP15), with when it was flagged.
select distinct on (duplication_id)
    duplication_id as id, recommendation_id, state, project_ids, stage, resolution, synthetic,
    min(occurred_on) over each as flagged_on,
    case when stage = 'resolved' then occurred_on end as resolved_on,
    array_agg(event_id) over each as events
from council_projected.duplications
where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    and not exists (  -- a withdrawn assessment leaves every count (rule 8)
        select from council_projected.recommendations
        join council_projected.assessments using (assessment_id)
        where recommendations.recommendation_id = duplications.recommendation_id and withdrawn
            and assessments.occurred_on <= :cut_off and assessments.recorded_at <= :freeze
    )
window each as (
    partition by duplication_id order by recorded_at, position
    rows between unbounded preceding and unbounded following
)
order by duplication_id, recorded_at desc, position desc
