-- D: the live recommendations that need assistance, which the State requested, and that are released to
-- the UN (OP39), with what came of each. As `recommendations.sql` has them, but for what they need alone.
wished as (
    select * from made
    where needed and id not in (
        select recommendation_id from council_projected.statuses
        where aspect = 'closed' and occurred_on <= :cut_off and recorded_at <= :freeze
    )
),
disclosed as (
    select thing_id as id,
        (array_agg(audience order by recorded_at desc, position desc)
            filter (where occurred_on <= :cut_off and recorded_at <= :freeze))[1] = any(:un_and_wider::text[]) as released,
        (array_agg(audience order by recorded_at desc, position desc)
            filter (where recorded_at <= :disclosed_by::timestamptz))[1] = any(:seen_by::text[]) as seen
    from council_projected.disclosures
    where of in ('recommendation', 'part') and thing_id in (select id from wished)
    group by thing_id
),
answered as (
    -- An offer changes no more than that there is one, so that it does not undo what another body took up.
    select recommendation_id as id,
        bool_or(stage = 'offered') as offered,
        (array_agg(stage order by recorded_at desc, position desc) filter (where stage <> 'offered'))[1] as standing,
        (array_agg(stage order by recorded_at desc, position desc))[1] as last,
        min(occurred_on) filter (where stage = 'opened') as opened_on,
        min(occurred_on) filter (where stage = 'taken_up') as taken_up_on
    from council_projected.cases
    where occurred_on <= :cut_off and recorded_at <= :freeze
    group by recommendation_id
),
needs as materialized (
    select wished.id, assessment_id, state, pillar, event_id, amended_by, synthetic,
        disclosed.seen and assessment_id not in (select assessment_id from withdrawn) as seen,
        coalesce(offered, false) as offered,
        coalesce(standing in ('taken_up', 'delivered'), false) as taken_up,
        coalesce(standing = 'delivered', false) as delivered,
        coalesce(last = 'declined', false) as declined,
        case when taken_up_on >= :first_day::date then greatest(taken_up_on - opened_on, 0) end as days
    from wished
    join disclosed on disclosed.id = wished.id and disclosed.released
    left join answered on answered.id = wished.id
)
