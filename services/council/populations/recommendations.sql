-- The live recommendations at the cut-off, of assessments that are not withdrawn (rules 6, 7 and 8), each with its
-- last status. `:only` holds the ids of those that are asked for; null: all.
with withdrawn as (
    -- Withdrawn by now. Only the Committee sees anything of it then, but it stays in the counts (rule 8).
    select assessment_id, recorded_at > :shown_since::timestamptz or event_id = any(:unread::text[]) as is_since
    from council_projected.assessments
    where withdrawn and 'committee' <> all(:seen_by::text[])
        and recorded_at <= :disclosed_by::timestamptz and event_id <> all(:unread_by_disclosed_by::text[])
),
made as (
    select recommendation_id as id, assessment_id, event_id, state, themes, priority, pillar, provision,
        assistance_needed, assistance_requested, recorded_at, position, synthetic,
        (
            -- The last telling of the parts of its case, where several bodies or projects help (OP15). Each telling tells
            -- all parts again: only the last one is read.
            select one.event_id from council_projected.case_parts as one
            where one.recommendation_id = known.recommendation_id and one.id = one.event_id || '/0'
                and one.recorded_at <= :freeze and one.event_id <> all(:unread)
            order by one.recorded_at desc, one.position desc limit 1
        ) as parts_told_by
    from council.known_recommendations(:cut_off::date, :freeze::timestamptz, :unread::text[], :only::text[], null) as known
    where is_live
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
assessed as (
    -- The status of the latest day. One that is recorded late does not replace a later one.
    select distinct on (recommendation_id) recommendation_id as id, value as assessed, event_id as assessed_by
    from council_projected.statuses
    where aspect = 'assessed' and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by recommendation_id, occurred_on desc, recorded_at desc, position desc
),
assessed_before as (
    -- The same of the year before.
    select distinct on (recommendation_id) recommendation_id as id, value as assessed
    from council_projected.statuses
    where aspect = 'assessed' and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :year_before::date and recorded_at <= :freeze and event_id <> all(:unread)
    order by recommendation_id, occurred_on desc, recorded_at desc, position desc
),
said as (
    -- What the State last said about it, and the cycle to which it was last carried over (rule 1).
    select recommendation_id as id,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'reported'))[1] as reported,
        (array_agg(event_id order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'reported'))[1] as reported_by,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'position'))[1] as position,
        (array_agg(value order by recorded_at desc, position desc)
            filter (where aspect = 'carried_over'))[1] as carried_to
    from council_projected.statuses
    where aspect in ('reported', 'position', 'carried_over')
        and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    group by recommendation_id
),
released as not materialized (
    -- At the cut-off: what the UN system has.
    select distinct on (thing_id) thing_id as id, audience = any(:un_and_wider::text[]) as is_released
    from council_projected.disclosures
    where of in ('recommendation', 'part') and (:only::text[] is null or thing_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by thing_id, recorded_at desc, position desc
),
ever_released as not materialized (
    -- What it has or had.
    select distinct on (thing_id) thing_id as id, true as was_released
    from council_projected.disclosures
    where of in ('recommendation', 'part') and (:only::text[] is null or thing_id = any(:only))
        and audience = any(:un_and_wider)
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by thing_id
),
shown as (
    -- Now: what the report's audience may see (rule 11).
    select distinct on (thing_id) thing_id as id, audience = any(:seen_by::text[]) as seen
    from council_projected.disclosures
    where of in ('recommendation', 'part') and (:only::text[] is null or thing_id = any(:only))
        and recorded_at <= :disclosed_by and event_id <> all(:unread_by_disclosed_by)
    order by thing_id, recorded_at desc, position desc
),
shown_since as (
    -- The same when the first edition was made, and after each later decision.
    select thing_id as id,
        coalesce((array_agg(audience order by recorded_at desc, position desc)
            filter (where recorded_at <= :shown_since and event_id <> all(:unread)))[1]
            = any(:seen_by), false) as was_seen,
        array_agg(distinct audience = any(:seen_by))
            filter (where recorded_at > :shown_since or event_id = any(:unread)) as seen_since
    from council_projected.disclosures
    where of in ('recommendation', 'part') and (:only::text[] is null or thing_id = any(:only))
    group by thing_id
),
open as (
    -- Whatever was decided since: what who asks may see.
    select distinct on (thing_id) thing_id as id,
        audience = any(:levels::text[]) or parties && :parties::text[] as readable
    from council_projected.disclosures
    where of in ('recommendation', 'part') and (:only::text[] is null or thing_id = any(:only))
    order by thing_id, recorded_at desc, position desc
),
stages as not materialized (
    -- What became of its case. It is cancelled when the State closes the need. That does not count: totals that moved
    -- with the choice of a State would tell how the case stood (rule 12).
    select recommendation_id, stage, occurred_on, recorded_at, position, event_id
    from council_projected.cases
    where (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
        and not (stage = 'cancelled' and coalesce((
            select not is_released from released join ever_released using (id) where id = cases.recommendation_id
        ), false))
),
standing as (
    -- Its last stage. An offer does not count: a body may make one while another's project is under way.
    select distinct on (recommendation_id) recommendation_id as id, stage, event_id
    from stages where stage <> 'offered'
    order by recommendation_id, recorded_at desc, position desc
),
answers as (
    select recommendation_id as id,
        bool_or(stage = 'offered') as is_offered,
        (array_agg(stage order by recorded_at desc, position desc))[1] = 'declined' as is_declined,
        min(occurred_on) filter (where stage = 'opened') as opened_on,
        min(occurred_on) filter (where stage = 'taken_up') as taken_up_on
    from stages
    group by recommendation_id
)
select
    made.id, 'recommendation' as kind, array[made.state] as states, made.synthetic,
    coalesce(shown.seen, false) and made.assessment_id not in (select assessment_id from withdrawn) as seen,
    :inside::boolean or made.state = any(:own::text[]) or (
        coalesce(open.readable, false) and made.assessment_id not in (
            select assessment_id from council_projected.assessments where withdrawn
        )
    ) as readable,
    array_remove(array[made.event_id, amended.event_id], null) as events,
    -- Whether the report's audience could once see it and once not, since it was first shown or withheld.
    :shown_since is not null and (
        coalesce((not shown_since.was_seen) = any(shown_since.seen_since), false)
        or coalesce(shown_since.was_seen, false)
            and made.assessment_id in (select assessment_id from withdrawn where is_since)
    ) as is_changed,
    made.themes, made.priority, coalesce(made.pillar::text, 'none') as pillar, made.provision,
    exists (
        select from council_projected.recommendations as one
        where one.recommendation_id = made.id and one.event_id = made.event_id and one.made_by = 'CTC'
    ) as is_of_committee,
    made.assistance_needed as needs_assistance,
    coalesce(amended.assistance_needed, made.assistance_needed) as is_needed,
    coalesce(amended.assistance_requested, made.assistance_requested) as is_requested,
    coalesce(released.is_released, false) as is_released,
    coalesce(amended.assistance_needed, made.assistance_needed)
        and coalesce(amended.assistance_requested, made.assistance_requested)
        and coalesce(ever_released.was_released, false) as is_wanted,
    coalesce(said.carried_to = :thing::text, made.assessment_id = :assessment::text) as is_in_cycle,
    said.position, assessed.assessed, assessed_before.assessed as assessed_before, said.reported,
    -- Each part counts from its own days, whichever event told them.
    coalesce(answers.is_offered, false) or exists (
        select from council_projected.case_parts as part
        where part.event_id = made.parts_told_by and part.offered_on <= :cut_off
    ) as is_offered,
    coalesce(standing.stage in ('taken_up', 'delivered'), false) as is_taken_up,
    coalesce(standing.stage = 'delivered', false) as is_delivered,
    coalesce(standing.stage = 'taken_up', false) and exists (
        select from council_projected.case_parts as part
        where part.event_id = made.parts_told_by and part.status = 'delivered' and part.delivered_on <= :cut_off
    ) as is_delivered_in_part,
    coalesce(answers.is_declined, false) as is_declined,
    case when answers.taken_up_on >= :first_day::date
        then greatest(answers.taken_up_on - answers.opened_on, 0) end as days_to_uptake,
    made.event_id as made_by, amended.event_id as amended_by, assessed.assessed_by, said.reported_by,
    standing.event_id as case_event,
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
    ) as case_events,
    array(
        select event_id from council_projected.case_parts as one
        where one.recommendation_id = made.id and one.id = one.event_id || '/0'
            and one.recorded_at <= :freeze and one.event_id <> all(:unread)
        order by event_id
    ) as part_events
from made
left join amended on amended.id = made.id
    and (amended.recorded_at, amended.position) > (made.recorded_at, made.position)
left join assessed on assessed.id = made.id
left join assessed_before on assessed_before.id = made.id
left join said on said.id = made.id
left join released on released.id = made.id
left join ever_released on ever_released.id = made.id
left join shown on shown.id = made.id
left join shown_since on shown_since.id = made.id
left join open on open.id = made.id
left join standing on standing.id = made.id
left join answers on answers.id = made.id
