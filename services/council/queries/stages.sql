-- From visit to draft to final report to the CTC (OP14): of the assessments submitted in the year, the days
-- between each two stages of which both days are known. After `standing`.
, wholes as (
    select visit_id, whole from merged where whole not in (select visit_id from merged)
),
drafts as (
    select distinct on (assessment_id) assessment_id, occurred_on as drafted_on, event_id
    from council_projected.assessment_stages
    where stage = 'draft' and occurred_on <= :cut_off and recorded_at <= :freeze
    order by assessment_id, occurred_on, recorded_at, position
),
stages as (
    select standing.assessment_id, standing.state,
        array_remove(array[visits.event_id, drafts.event_id, standing.event_id], null) as events,
        case when visits.to_the_day then drafts.drafted_on - visits.ended_on end as visit_to_draft,
        standing.report_date - drafts.drafted_on as draft_to_final,
        standing.submitted_to_ctc_on - standing.report_date as final_to_ctc
    from standing
    left join wholes using (visit_id)
    left join visits on visits.visit_id = coalesce(wholes.whole, standing.visit_id)
    left join drafts using (assessment_id)
    where standing.submitted_to_ctc_on >= :first_day::date
),
spans as (
    select stages.assessment_id, stages.state, stages.events, span.name, span.days from stages cross join lateral (values
        ('median_days_visit_to_draft', visit_to_draft),
        ('median_days_draft_to_final', draft_to_final),
        ('median_days_final_to_ctc', final_to_ctc)
    ) as span (name, days)
    where span.days is not null
)
