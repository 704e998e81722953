-- Assessments that stand at the cut-off, whole: completed by then, and not withdrawn (rule 8). After `visits`.
, standing as (
    select * from (
        select distinct on (assessment_id)
            assessment_id, event_id, state, kind, visit_id, report_date, submitted_to_ctc_on, withdrawn, synthetic
        from council_projected.assessments
        where occurred_on <= :cut_off::date and recorded_at <= :freeze
        order by assessment_id, recorded_at desc, position desc
    ) as latest
    where not withdrawn and submitted_to_ctc_on <= :cut_off
)
