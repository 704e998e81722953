-- Assessments of any kind that were completed in the period and stand at the cut-off (rule 8), with what the UN system
-- has of them then (OP19), and the days from visit to draft to final report to the Committee (OP14). The parts of an
-- assessment are those of which the event that last told of it speaks, itself included.
with merged as (
    select visit_id, whole from council.merged_visits(:freeze::timestamptz, :unread::text[])
),
wholes as (
    select visit_id, whole from merged where whole not in (select visit_id from merged)
),
visits as (
    select visit_id, event_id, ended_on, is_to_the_day
    from council.known_visits(:body::text, :freeze, :unread)
    where stage = 'completed'
),
latest as (
    select distinct on (assessment_id)
        assessment_id, event_id, state, kind, visit_id, report_date, submitted_to_ctc_on, withdrawn, synthetic
    from council_projected.assessments
    where occurred_on <= :cut_off::date and recorded_at <= :freeze and event_id <> all(:unread)
    order by assessment_id, recorded_at desc, position desc
),
completed as (
    select * from latest
    where not withdrawn and submitted_to_ctc_on between :first_day::date and :cut_off
),
drafts as (
    select distinct on (assessment_id) assessment_id, occurred_on as drafted_on, event_id
    from council_projected.assessment_stages
    where stage = 'draft' and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by assessment_id, occurred_on, recorded_at, position
),
disclosed as (
    select completed.assessment_id, thing_id,
        bool_or(one.event_id = completed.event_id) as is_present,
        (array_agg(audience order by recorded_at desc, position desc))[1] = any(:un_and_wider::text[]) as is_released
    from completed join council_projected.disclosures as one using (assessment_id)
    where one.occurred_on <= :cut_off and one.recorded_at <= :freeze and one.event_id <> all(:unread)
    group by completed.assessment_id, thing_id
),
released as (
    select assessment_id,
        bool_or(is_released and thing_id = assessment_id) as is_released,
        bool_and(is_released) as is_released_whole
    from disclosed where is_present
    group by assessment_id
),
now as (
    select distinct on (thing_id) thing_id as assessment_id, audience, parties
    from council_projected.disclosures
    where thing_id in (select assessment_id from completed)
    order by thing_id, recorded_at desc, position desc
)
select
    assessment_id as id, 'assessment' as kind, array[completed.state] as states, completed.synthetic,
    true as seen,
    :inside::boolean or completed.state = any(:own::text[]) or coalesce(
        (now.audience = any(:levels::text[]) or now.parties && :parties::text[])
        and assessment_id not in (select assessment_id from council_projected.assessments where withdrawn), false
    ) as readable,
    array[completed.event_id] as events,
    coalesce(released.is_released, false) as is_released,
    coalesce(released.is_released_whole, false) as is_released_whole,
    case when visits.is_to_the_day then drafts.drafted_on - visits.ended_on end as days_visit_to_draft,
    completed.report_date - drafts.drafted_on as days_draft_to_final,
    completed.submitted_to_ctc_on - completed.report_date as days_final_to_ctc,
    array_remove(array[visits.event_id, drafts.event_id], null) as stage_events,
    completed.kind as assessment_kind, completed.submitted_to_ctc_on as submitted_on
from completed
left join released using (assessment_id)
left join drafts using (assessment_id)
left join wholes using (visit_id)
left join visits on visits.visit_id = coalesce(wholes.whole, completed.visit_id)
left join now using (assessment_id)
