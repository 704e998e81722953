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
    select *, recommendation_id as id
    from council.known_recommendations(:cut_off::date, :freeze::timestamptz, :unread::text[], :only::text[], null)
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
    select recommendation_id as id,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc))[1] as assessed,
        (array_agg(event_id order by occurred_on desc, recorded_at desc, position desc))[1] as assessed_by,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where occurred_on <= :year_before::date))[1] as assessed_before
    from council_projected.statuses
    where aspect = 'assessed' and (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    group by recommendation_id
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
disclosed as (
    -- At the cut-off and ever before, for what the UN system has and had; and now, for what the report's audience may see, and who asks
    -- (rule 11).
    select thing_id as id,
        (array_agg(audience order by recorded_at desc, position desc)
            filter (where occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)))[1]
            = any(:un_and_wider::text[]) as is_released,
        bool_or(audience = any(:un_and_wider))
            filter (where occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread))
            as was_released,
        (array_agg(audience order by recorded_at desc, position desc)
            filter (where recorded_at <= :disclosed_by and event_id <> all(:unread_by_disclosed_by)))[1]
            = any(:seen_by::text[]) as seen,
        -- The same when the first edition was made, and after each later decision.
        coalesce((array_agg(audience order by recorded_at desc, position desc)
            filter (where recorded_at <= :shown_since and event_id <> all(:unread)))[1]
            = any(:seen_by), false) as was_seen,
        array_agg(distinct audience = any(:seen_by))
            filter (where recorded_at > :shown_since or event_id = any(:unread)) as seen_since,
        (array_agg(
            audience = any(:levels::text[]) or parties && :parties::text[] order by recorded_at desc, position desc
        ))[1] as readable
    from council_projected.disclosures
    where of in ('recommendation', 'part') and (:only::text[] is null or thing_id = any(:only))
    group by thing_id
),
stages as (
    -- What became of its case. It is cancelled when the State closes the need. That does not count: totals that moved
    -- with the choice of a State would tell how the case stood (rule 12).
    select recommendation_id, stage, occurred_on, recorded_at, position, event_id
    from council_projected.cases
    where (:only::text[] is null or recommendation_id = any(:only))
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
        and (stage <> 'cancelled' or recommendation_id not in (
            select id from disclosed where was_released and not is_released
        ))
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
),
parts as (
    -- The last telling of the parts of its case, where several bodies or projects help (OP15). Each part counts from its
    -- own days, whichever event told them. Each telling tells all parts again: only the last one is read.
    select made.id, told.is_offered, told.is_delivered
    from made
    cross join lateral (
        select event_id from council_projected.case_parts as one
        where one.recommendation_id = made.id and one.id = one.event_id || '/0'
            and one.recorded_at <= :freeze and one.event_id <> all(:unread)
        order by one.recorded_at desc, one.position desc limit 1
    ) as last
    cross join lateral (
        select coalesce(bool_or(offered_on <= :cut_off), false) as is_offered,
            coalesce(bool_or(status = 'delivered' and delivered_on <= :cut_off), false) as is_delivered
        from council_projected.case_parts as part where part.event_id = last.event_id
    ) as told
)
select
    made.id, 'recommendation' as kind, array[made.state] as states, made.synthetic,
    coalesce(disclosed.seen, false) and made.assessment_id not in (select assessment_id from withdrawn) as seen,
    :inside::boolean or made.state = any(:own::text[]) or (
        coalesce(disclosed.readable, false) and made.assessment_id not in (
            select assessment_id from council_projected.assessments where withdrawn
        )
    ) as readable,
    array_remove(array[made.event_id, amended.event_id], null) as events,
    -- Whether the report's audience could once see it and once not, since it was first shown or withheld.
    :shown_since is not null and (
        coalesce((not disclosed.was_seen) = any(disclosed.seen_since), false)
        or coalesce(disclosed.was_seen, false)
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
    coalesce(disclosed.is_released, false) as is_released,
    coalesce(amended.assistance_needed, made.assistance_needed)
        and coalesce(amended.assistance_requested, made.assistance_requested)
        and coalesce(disclosed.was_released, false) as is_wanted,
    coalesce(said.carried_to = :thing::text, made.assessment_id = :assessment::text) as is_in_cycle,
    said.position, assessed.assessed, assessed.assessed_before, said.reported,
    coalesce(answers.is_offered, false) or coalesce(parts.is_offered, false) as is_offered,
    coalesce(standing.stage in ('taken_up', 'delivered'), false) as is_taken_up,
    coalesce(standing.stage = 'delivered', false) as is_delivered,
    coalesce(standing.stage = 'taken_up' and parts.is_delivered, false) as is_delivered_in_part,
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
left join said on said.id = made.id
left join disclosed on disclosed.id = made.id
left join standing on standing.id = made.id
left join answers on answers.id = made.id
left join parts on parts.id = made.id
