-- The same as in 0008, and quicker. Whether an assessment told a recommendation is asked only of those that its last telling
-- does not tell: these are few.
set local check_function_bodies = off;

create or replace function known_recommendations(
    cut_off date, frozen_at timestamptz, unread text[], among text[], of_state text
) returns setof known_recommendation
language sql stable parallel safe as $$
    with made as (
        select distinct on (recommendation_id) *
        from council_projected.recommendations
        where not amends
            and (among is null or recommendation_id = any(among)) and (of_state is null or state = of_state)
            and occurred_on <= cut_off and recorded_at <= frozen_at and event_id <> all(unread)
        order by recommendation_id, recorded_at desc, position desc
    ),
    known as (
        select assessment_id,
            (array_agg(event_id order by recorded_at desc, position desc)
                filter (where not withdrawn))[1] as last_event,
            (array_agg(
                not withdrawn and submitted_to_ctc_on <= cut_off order by recorded_at desc, position desc
            ))[1] as stands
        from council_projected.assessments
        where (
                of_state is null or assessment_id = any(
                    array(select assessment_id from council_projected.assessments where state = of_state)
                )
            )
            and occurred_on <= cut_off and recorded_at <= frozen_at and event_id <> all(unread)
        group by assessment_id
    ),
    compared as (
        select made.*, coalesce(known.stands, false) as stands,
            coalesce(made.event_id <> known.last_event, false) and exists (
                select from council_projected.assessments as told where told.id = made.event_id
            ) as is_outdated
        from made
        left join known using (assessment_id)
    )
    select
        recommendation_id, assessment_id, event_id, state, themes, priority, pillar, provision,
        assistance_needed, assistance_requested, occurred_on, recorded_at, position, synthetic, is_outdated,
        stands and not is_outdated and not exists (
            select from council_projected.statuses as closed
            where closed.recommendation_id = compared.recommendation_id and closed.aspect = 'closed'
                and (among is null or closed.recommendation_id = any(among))
                and closed.occurred_on <= cut_off and closed.recorded_at <= frozen_at and closed.event_id <> all(unread)
        )
    from compared
$$;
