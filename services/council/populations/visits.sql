-- CTED's visits that took place, one row a component, as known at the freeze. A component that becomes known later
-- moves the whole visit, so that it counts once, in the year in which its last component ended (rule 13). A visit
-- that was found to be part of another counts no more, nor does one that never took place.
with merged as (
    select visit_id, whole from council.merged_visits(:freeze::timestamptz, :unread::text[])
),
visits as (
    select *, coalesce(mission_id, visit_id) as whole_mission
    from council.known_visits(:body::text, :freeze, :unread)
),
assessments as (
    select distinct on (assessment_id) visit_id, withdrawn, submitted_to_ctc_on
    from council_projected.assessments
    where occurred_on <= :cut_off::date and recorded_at <= :freeze and event_id <> all(:unread)
    order by assessment_id, recorded_at desc, position desc
),
reported_on as (
    select coalesce(merged.whole, assessments.visit_id) as visit_id
    from assessments left join merged using (visit_id)
    where not withdrawn and submitted_to_ctc_on <= :cut_off and assessments.visit_id is not null
)
select
    visit_id || '/' || component as id, 'component' as kind, array[state] as states, synthetic,
    true as seen, true as readable, array[event_id] as events,
    visit_id, component, whole_mission as mission_id, state, kind as visit_kind, ended_on, is_to_the_day,
    cardinality(component_ends) as components,
    max(ended_on) over (partition by whole_mission) as mission_ended_on,
    visit_id in (select visit_id from reported_on) as has_report,
    exists (
        select from council_projected.visits as fact where fact.id = visits.event_id and fact.report_unknown
    ) as is_report_unknown
from visits cross join generate_series(1, cardinality(component_ends)) as component
where stage = 'completed'
