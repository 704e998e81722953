-- The recommendations of the assessments that stand at the cut-off, as last told of, live or not.
outdated as (
    -- What a corrected assessment no longer says of its recommendations.
    select id as event_id from council_projected.assessments
    where id not in (select event_id from known_assessments)
),
amended as (
    -- The State asked for assistance later, or took its request back (OP39).
    select distinct on (recommendation_id)
        recommendation_id as id, assistance_needed and assistance_requested as needed, event_id, recorded_at, position
    from council_projected.recommendations
    where amends and occurred_on <= :cut_off and recorded_at <= :freeze
    order by recommendation_id, recorded_at desc, position desc
),
told as (
    select distinct on (recommendation_id)
        recommendation_id as id, assessment_id, event_id, state, themes, pillar, provision,
        assistance_needed, assistance_needed and assistance_requested as needed, recorded_at, position, synthetic
    from council_projected.recommendations
    where not amends and occurred_on <= :cut_off and recorded_at <= :freeze
    order by recommendation_id, recorded_at desc, position desc
),
made as (
    select told.id, told.assessment_id, told.event_id, told.state, told.themes, told.synthetic,
        told.pillar, told.provision, told.assistance_needed,
        coalesce(amended.needed, told.needed) as needed, amended.event_id as amended_by
    from told
    join assessments using (assessment_id)
    left join amended on amended.id = told.id
        and (amended.recorded_at, amended.position) > (told.recorded_at, told.position)
    where not exists (select from outdated where outdated.event_id = told.event_id)
),
withdrawn as (
    -- By now: then nobody but the Committee sees anything of it, while what was counted stays counted (rule 8).
    select assessment_id from council_projected.assessments
    where withdrawn and recorded_at <= :disclosed_by::timestamptz
),
