-- D: the live recommendations that need assistance, which the State requested, and that are released to
-- the UN (OP39), with what came of each. After `recommendations.sql`.
, answered as (
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
    select live.id, live.assessment_id, live.state, live.pillar, live.seen, live.event_id, live.amended_by,
        live.synthetic,
        coalesce(offered, false) as offered,
        live.taken_up,
        coalesce(standing = 'delivered', false) as delivered,
        coalesce(last = 'declined', false) as declined,
        case when taken_up_on >= :first_day::date then greatest(taken_up_on - opened_on, 0) end as days
    from live left join answered using (id)
    where live.wanted
)
