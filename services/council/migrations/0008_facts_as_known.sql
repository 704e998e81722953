-- What several populations, lists and pages read of the facts, each said once. PostgreSQL plans such a function as if
-- its SELECT stood in the place of the call.
-- They find the facts by the name of their schema, since a rebuild puts another schema in its place. That schema may
-- not be there yet when this file runs. `unread` names events that were recorded in time and read too late (rule 11).
set local check_function_bodies = off;

-- Visits that were found to be parts of others: each with the visit of which it is a part, and with those of which that
-- one is a part in turn. What was last said holds: a visit may have been separated again.
create type merged_visit as (visit_id text collate "C", whole text collate "C");
create function merged_visits(frozen_at timestamptz, unread text[]) returns setof merged_visit
language sql stable parallel safe as $$
    with recursive parts as (
        select distinct on (visit_id) visit_id, merged_into, stage
        from council_projected.visits
        where stage in ('merged', 'separated') and recorded_at <= frozen_at and event_id <> all(unread)
        order by visit_id, recorded_at desc, position desc
    ),
    merged as (
        select visit_id, merged_into as whole from parts where stage = 'merged'
        union
        select merged.visit_id, further.merged_into
        from merged join parts as further on further.visit_id = merged.whole
        where further.stage = 'merged'
    )
    select visit_id, whole from merged
$$;

-- Visits of a body that took place or were cancelled, as last told; none that was found to be part of another.
create type known_visit as (
    visit_id text collate "C",
    mission_id text collate "C",
    state text collate "C",
    kind text collate "C",
    stage text collate "C",
    event_id text collate "C",
    synthetic boolean,
    ended_on date,
    is_to_the_day boolean,                  -- whether the end is known to the day
    component_ends text[] collate "C"
);
create function known_visits(of_body text, frozen_at timestamptz, unread text[]) returns setof known_visit
language sql stable parallel safe as $$
    select distinct on (visit_id)
        visit_id, mission_id, state, kind, stage, event_id, synthetic, occurred_on,
        to_char(occurred_on, 'YYYY-MM-DD') = any(component_ends), component_ends
    from council_projected.visits
    where stage in ('completed', 'cancelled') and body = of_body
        and recorded_at <= frozen_at and event_id <> all(unread)
        and visit_id not in (select visit_id from council.merged_visits(frozen_at, unread))
    order by visit_id, recorded_at desc, position desc
$$;

-- The States of which it was decided whether they are on a year's list of visits, with what was last decided of each.
-- The day of the decision says what is last, not when it was recorded.
create type decided_listing as (
    state text collate "C", is_listed boolean, event_id text collate "C", synthetic boolean
);
create function decided_listings(of_year bigint, cut_off date, frozen_at timestamptz, unread text[])
returns setof decided_listing
language sql stable parallel safe as $$
    select distinct on (state) state, is_listed, event_id, synthetic
    from council_projected.programmes cross join lateral (
        select unnest(case when stage = 'adopted' then states else added end) as state, true as is_listed
        union all
        select unnest(removed), false
    ) as each
    where year = of_year and occurred_on <= cut_off and recorded_at <= frozen_at and event_id <> all(unread)
    order by state, occurred_on desc, recorded_at desc, position desc
$$;

-- Recommendations as they were last made, each with whether it is live (rules 6, 7 and 8): not superseded, overtaken or
-- withdrawn, still said by its assessment, and that one submitted by the cut-off and not withdrawn.
-- `among` holds the ids of those that are asked for, `of_state` their State; null: all.
create type known_recommendation as (
    recommendation_id text collate "C",
    assessment_id text collate "C",
    event_id text collate "C",
    state text collate "C",
    themes text[] collate "C",
    priority text collate "C",
    pillar bigint,
    provision text collate "C",
    assistance_needed boolean,
    assistance_requested boolean,
    occurred_on date,
    recorded_at timestamptz,
    position bigint,
    synthetic boolean,
    is_outdated boolean,                    -- a corrected assessment no longer says it
    is_live boolean
);
create function known_recommendations(
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
            coalesce(told.event_id <> known.last_event, false) as is_outdated
        from made
        left join known using (assessment_id)
        left join council_projected.assessments as told on told.id = made.event_id
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

-- How far each partition of each topic has been read: the index is walked from one to the next.
create type read_position as (topic text collate "C", partition bigint, position bigint);
create function read_positions() returns setof read_position
language sql stable parallel safe as $$
    with recursive reached as (
        (
            select topic, partition, position from council_projected.events
            order by topic desc, partition desc, position desc limit 1
        )
        union all
        select next.topic, next.partition, next.position
        from reached cross join lateral (
            select topic, partition, position from council_projected.events as e
            where (e.topic, e.partition) < (reached.topic, reached.partition)
            order by topic desc, partition desc, position desc limit 1
        ) as next
    )
    select topic, partition, position from reached
$$;
