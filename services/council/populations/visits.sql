-- CTED's visits that took place, one row a component, as known at the freeze. A component that becomes known later
-- moves the whole visit, so that it counts once, in the year in which its last component ended (rule 13). A visit
-- that was found to be part of another counts no more, nor does one that never took place.
with recursive parts as (
    select distinct on (visit_id) visit_id, merged_into, stage
    from council_projected.visits
    where stage in ('merged', 'separated')
        and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by visit_id, recorded_at desc, position desc
),
merged as (
    select visit_id, merged_into as whole from parts where stage = 'merged'
    union
    select merged.visit_id, further.merged_into
    from merged join parts as further on further.visit_id = merged.whole
    where further.stage = 'merged'
),
visits as (
    select distinct on (visit_id)
        visit_id, coalesce(mission_id, visit_id) as mission_id, state, kind, stage, event_id, synthetic,
        occurred_on as ended_on, component_ends,
        to_char(occurred_on, 'YYYY-MM-DD') = any(component_ends) as is_to_the_day
    from council_projected.visits
    where stage in ('completed', 'cancelled') and body = :body::text
        and recorded_at <= :freeze and event_id <> all(:unread)
        and visit_id not in (select visit_id from merged)
    order by visit_id, recorded_at desc, position desc
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
    visit_id, component, mission_id, state, kind as visit_kind, ended_on, is_to_the_day, cardinality(component_ends) as components,
    max(ended_on) over (partition by mission_id) as mission_ended_on,
    visit_id in (select visit_id from reported_on) as has_report
from visits cross join generate_series(1, cardinality(component_ends)) as component
where stage = 'completed'
