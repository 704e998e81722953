-- R: live recommendations at the cut-off, of the assessments that stand (rules 6, 7 and 8), with what was last said of
-- each. `:only` holds the ids of those that are asked for; null: all.
with known as (
    select distinct on (assessment_id) assessment_id, event_id, withdrawn, submitted_to_ctc_on
    from council_projected.assessments
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by assessment_id, recorded_at desc, position desc
),
outdated as (
    -- What a corrected assessment no longer says of its recommendations.
    select id as event_id from council_projected.assessments
    where id not in (select event_id from known)
),
withdrawn as (
    -- By now: then nobody but the Committee sees anything of it, while what was counted stays counted (rule 8).
    select assessment_id from council_projected.assessments
    where withdrawn and recorded_at <= :disclosed_by::timestamptz and event_id <> all(:unread_by_disclosed_by::text[])
),
made as (
    select distinct on (recommendation_id)
        recommendation_id as id, assessment_id, event_id, state, themes, priority, pillar, provision, synthetic,
        assistance_needed, assistance_requested, recorded_at, position
    from council_projected.recommendations
    where not amends and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by recommendation_id, recorded_at desc, position desc
),
amended as (
    -- The State asked for assistance later, or took its request back (OP39).
    select distinct on (recommendation_id)
        recommendation_id as id, event_id, assistance_needed, assistance_requested, recorded_at, position
    from council_projected.recommendations
    where amends and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by recommendation_id, recorded_at desc, position desc
),
closed as (
    select recommendation_id as id from council_projected.statuses
    where aspect = 'closed' and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
),
carried as (
    -- Into the cycle that goes on with it (rule 1).
    select distinct on (recommendation_id) recommendation_id as id, value as carried_to
    from council_projected.statuses
    where aspect = 'carried_over' and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by recommendation_id, recorded_at desc, position desc
),
assessed as (
    -- The status of the latest day: one that arrives late does not undo a later one.
    select distinct on (recommendation_id) recommendation_id as id, value as assessed, event_id as assessed_by
    from council_projected.statuses
    where aspect = 'assessed' and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by recommendation_id, occurred_on desc, recorded_at desc, position desc
),
assessed_before as (
    select distinct on (recommendation_id) recommendation_id as id, value as assessed_before
    from council_projected.statuses
    where aspect = 'assessed' and occurred_on <= :year_before::date
        and recorded_at <= :freeze and event_id <> all(:unread)
    order by recommendation_id, occurred_on desc, recorded_at desc, position desc
),
reported as (
    select distinct on (recommendation_id) recommendation_id as id, value as reported, event_id as reported_by
    from council_projected.statuses
    where aspect = 'reported' and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by recommendation_id, occurred_on desc, recorded_at desc, position desc
),
positions as (
    -- Whether the State accepts it.
    select distinct on (recommendation_id) recommendation_id as id, value as position
    from council_projected.statuses
    where aspect = 'position' and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by recommendation_id, occurred_on desc, recorded_at desc, position desc
),
released as (
    -- At the cut-off, for what the UN system has.
    select distinct on (thing_id) thing_id as id, audience = any(:un_and_wider::text[]) as is_released
    from council_projected.disclosures
    where of in ('recommendation', 'part') and (:only::text[] is null or thing_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by thing_id, recorded_at desc, position desc
),
shown as (
    -- Now, for what the report's audience may see (rule 11).
    select distinct on (thing_id) thing_id as id, audience = any(:seen_by::text[]) as seen
    from council_projected.disclosures
    where of in ('recommendation', 'part') and (:only::text[] is null or thing_id = any(:only))
        and recorded_at <= :disclosed_by and event_id <> all(:unread_by_disclosed_by)
    order by thing_id, recorded_at desc, position desc
),
open_to as (
    -- Now, for what who asks may read.
    select distinct on (thing_id) thing_id as id,
        audience = any(:levels::text[]) or parties && :parties::text[] as readable
    from council_projected.disclosures
    where of in ('recommendation', 'part')
    order by thing_id, recorded_at desc, position desc
),
cases as (
    -- An offer changes no more than that there is one: another body may make one while a project is under way.
    select recommendation_id as id,
        bool_or(stage = 'offered') as is_offered,
        (array_agg(stage order by recorded_at desc, position desc) filter (where stage <> 'offered'))[1] as standing,
        (array_agg(stage order by recorded_at desc, position desc))[1] as last,
        (array_agg(event_id order by recorded_at desc, position desc) filter (where stage <> 'offered'))[1] as stood_by,
        min(occurred_on) filter (where stage = 'opened') as opened_on,
        min(occurred_on) filter (where stage = 'taken_up') as taken_up_on
    from council_projected.cases
    where (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    group by recommendation_id
)
select
    made.id, 'recommendation' as kind, array[made.state] as states, made.synthetic,
    coalesce(shown.seen, false) and made.assessment_id not in (select assessment_id from withdrawn) as seen,
    :inside::boolean or made.state = any(:own::text[]) or (
        coalesce(open_to.readable, false) and made.assessment_id not in (
            select assessment_id from council_projected.assessments where withdrawn
        )
    ) as readable,
    array_remove(array[made.event_id, amended.event_id], null) as events,
    made.themes, made.priority, coalesce(made.pillar::text, 'none') as pillar, made.provision,
    made.assistance_needed as needs_assistance,
    coalesce(amended.assistance_needed, made.assistance_needed) as is_needed,
    coalesce(amended.assistance_requested, made.assistance_requested) as is_requested,
    coalesce(released.is_released, false) as is_released,
    coalesce(amended.assistance_needed, made.assistance_needed)
        and coalesce(amended.assistance_requested, made.assistance_requested)
        and coalesce(released.is_released, false) as is_wanted,
    coalesce(carried.carried_to = :thing::text, made.assessment_id = :assessment::text) as is_in_cycle,
    positions.position, assessed.assessed, assessed_before.assessed_before, reported.reported,
    coalesce(cases.is_offered, false) as is_offered,
    coalesce(cases.standing in ('taken_up', 'delivered'), false) as is_taken_up,
    coalesce(cases.standing = 'delivered', false) as is_delivered,
    coalesce(cases.last = 'declined', false) as is_declined,
    case when cases.taken_up_on >= :first_day::date
        then greatest(cases.taken_up_on - cases.opened_on, 0) end as days_to_uptake,
    made.event_id as made_by, amended.event_id as amended_by, assessed.assessed_by, reported.reported_by,
    cases.stood_by as case_event,
    array(
        select event_id from council_projected.statuses as one
        where one.recommendation_id = made.id and one.aspect = 'assessed'
            and one.occurred_on <= :cut_off and one.recorded_at <= :freeze and one.event_id <> all(:unread)
        order by event_id
    ) as status_events,
    array(
        select event_id from council_projected.cases as one
        where one.recommendation_id = made.id and one.stage in ('taken_up', 'delivered')
            and one.occurred_on <= :cut_off and one.recorded_at <= :freeze and one.event_id <> all(:unread)
        order by event_id
    ) as uptake_events,
    array(
        select event_id from council_projected.cases as one
        where one.recommendation_id = made.id
            and one.occurred_on <= :cut_off and one.recorded_at <= :freeze and one.event_id <> all(:unread)
        order by recorded_at, position
    ) as case_events
from made
join known on known.assessment_id = made.assessment_id
    and not known.withdrawn and known.submitted_to_ctc_on <= :cut_off
left join amended on amended.id = made.id
    and (amended.recorded_at, amended.position) > (made.recorded_at, made.position)
left join carried on carried.id = made.id
left join positions on positions.id = made.id
left join assessed on assessed.id = made.id
left join assessed_before on assessed_before.id = made.id
left join reported on reported.id = made.id
left join released on released.id = made.id
left join shown on shown.id = made.id
left join open_to on open_to.id = made.id
left join cases on cases.id = made.id
where made.id not in (select id from closed)
    and made.event_id not in (select event_id from outdated)
