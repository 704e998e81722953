-- Assessments that stand at the cut-off: completed by then, and not withdrawn (rule 8).
with known_assessments as (
    select distinct on (assessment_id)
        assessment_id, event_id, state, withdrawn, submitted_to_ctc_on, synthetic
    from council_projected.assessments
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    order by assessment_id, recorded_at desc, position desc
),
assessments as (
    select assessment_id, event_id, state, submitted_to_ctc_on, synthetic
    from known_assessments
    where not withdrawn and submitted_to_ctc_on <= :cut_off
),
