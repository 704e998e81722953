-- R: the live recommendations of the assessments that stand at the cut-off, with the status that CTED
-- assessed last (rule 6), now and a year before.
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
    left join amended on amended.id = told.id
        and (amended.recorded_at, amended.position) > (told.recorded_at, told.position)
),
statuses as (
    select recommendation_id as id,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'assessed'))[1] as status,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'assessed' and occurred_on <= :year_before::date))[1] as before,
        bool_or(aspect = 'closed') as closed
    from council_projected.statuses
    where aspect in ('assessed', 'closed') and occurred_on <= :cut_off and recorded_at <= :freeze
    group by recommendation_id
),
disclosed as (
    -- At the cut-off, for what the UN system has; and now, for what the report's audience may see (rule 11).
    select thing_id as id,
        (array_agg(audience order by recorded_at desc, position desc)
            filter (where occurred_on <= :cut_off and recorded_at <= :freeze))[1] = any(:un_and_wider::text[]) as released,
        (array_agg(audience order by recorded_at desc, position desc))[1] = any(:seen_by::text[]) as seen
    from council_projected.disclosures
    where of in ('recommendation', 'part')
    group by thing_id
),
assisted as (
    -- An offer changes nothing: another body may make one while a project is under way.
    select distinct on (recommendation_id) recommendation_id as id, stage in ('taken_up', 'delivered') as taken_up
    from council_projected.cases
    where stage <> 'offered' and occurred_on <= :cut_off and recorded_at <= :freeze
    order by recommendation_id, recorded_at desc, position desc
),
withdrawn as (
    -- By now: then nobody but the Committee sees anything of it, while what was counted stays counted (rule 8).
    select assessment_id from council_projected.assessments where withdrawn
),
live as materialized (
    select made.id, made.assessment_id, made.state, made.themes, made.event_id, made.amended_by, made.synthetic,
        made.pillar, made.provision, made.assistance_needed,
        statuses.status, statuses.before,
        made.needed and coalesce(disclosed.released, false) as wanted,
        coalesce(assisted.taken_up, false) as taken_up,
        coalesce(disclosed.seen, false) and made.assessment_id not in (select assessment_id from withdrawn) as seen
    from made
    join assessments using (assessment_id)
    left join statuses using (id)
    left join disclosed using (id)
    left join assisted using (id)
    where statuses.closed is not true
        and not exists (select from outdated where outdated.event_id = made.event_id)
)
