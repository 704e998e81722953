-- Those of the period, and what the UN system has of them at the cut-off (OP19). The parts of an
-- assessment are those of which the event that last told of it speaks, itself included.
completed as (
    select * from assessments where submitted_to_ctc_on >= :first_day::date
),
parts as (
    select completed.assessment_id, part.thing_id
    from completed join council_projected.disclosures as part on part.event_id = completed.event_id
),
disclosed as (
    select distinct on (thing_id) thing_id, audience = any(:un_and_wider::text[]) as released
    from council_projected.disclosures
    where occurred_on <= :cut_off and recorded_at <= :freeze and thing_id in (select thing_id from parts)
    order by thing_id, recorded_at desc, position desc
),
released as (
    select assessment_id,
        bool_or(released and thing_id = assessment_id) as itself,
        bool_and(released) as everything
    from parts join disclosed using (thing_id)
    group by assessment_id
)
