-- Of each State the last assessment that stands and opens a cycle (rules 1 and 8).
select distinct on (state) state, assessment_id as id, submitted_to_ctc_on as occurred_on, synthetic
from (
    select distinct on (assessment_id) assessment_id, state, opens_cycle, withdrawn, submitted_to_ctc_on, synthetic
    from council_projected.assessments
    order by assessment_id, recorded_at desc, position desc
) latest
where opens_cycle and not withdrawn and submitted_to_ctc_on <= :day::date
order by state, submitted_to_ctc_on desc, assessment_id
