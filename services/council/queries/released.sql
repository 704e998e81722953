-- Those of the period, and what the UN system has of them at the cut-off (OP19). The parts of an
-- assessment are those of which the event that last told of it speaks, itself included.
completed as (
    select * from assessments where submitted_to_ctc_on >= :first_day::date
),
parts as (
    select completed.assessment_id, thing_id,
        bool_or(one.event_id = completed.event_id) as present,
        (array_agg(audience order by recorded_at desc, position desc))[1] = any(:un_and_wider::text[]) as released
    from completed join council_projected.disclosures as one using (assessment_id)
    where one.occurred_on <= :cut_off and one.recorded_at <= :freeze
    group by completed.assessment_id, thing_id
),
released as (
    select assessment_id,
        bool_or(released and thing_id = assessment_id) as itself,
        bool_and(released) as everything
    from parts where present
    group by assessment_id
)
