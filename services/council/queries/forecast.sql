-- What was ahead from `:known_on` for the days `:from` to `:until`: follow-up reports, visits and obligations, as
-- known on that day; and what of it was done by the cut-off. After `visits`.
, follow_ups as (
    select distinct on (followup_id, sequence) followup_id, sequence, state, stage, due_on, event_id, synthetic
    from council_projected.followups
    where stage in ('scheduled', 'rescheduled', 'pending')
        and occurred_on <= :known_on::date and recorded_at <= :freeze
    order by followup_id, sequence, recorded_at desc, position desc
),
ended as (
    select followup_id from (
        select distinct on (followup_id) followup_id, stage from council_projected.followups
        where stage in ('cancelled', 'closed', 'reopened') and occurred_on <= :known_on and recorded_at <= :freeze
        order by followup_id, recorded_at desc, position desc
    ) as last where stage <> 'reopened'
),
reported as (
    select distinct on (followup_id, sequence) followup_id, sequence, occurred_on as done_on, event_id as done_by
    from council_projected.followups
    where stage = 'reported' and occurred_on <= :cut_off::date and recorded_at <= :freeze
    order by followup_id, sequence, occurred_on, recorded_at, position
),
plans as (
    select distinct on (visit_id) visit_id, state, body, stage, planned_start, event_id, synthetic
    from council_projected.visits
    where occurred_on <= :known_on and recorded_at <= :freeze
    order by visit_id, recorded_at desc, position desc
),
took_place as (
    -- A plan may have become a part of another visit.
    select visit_id, min(done_by) as done_by from (
        select visit_id, event_id as done_by from visits where ended_on <= :cut_off
        union all
        select merged.visit_id, visits.event_id
        from merged join visits on visits.visit_id = merged.whole where ended_on <= :cut_off
    ) as each group by visit_id
),
owed as (
    select distinct on (obligation_id) obligation_id, stage, due_on, event_id, synthetic
    from council_projected.obligations
    where occurred_on <= :known_on and recorded_at <= :freeze
    order by obligation_id, recorded_at desc, position desc
),
met as (
    select obligation_id, min(event_id) as done_by from council_projected.obligations
    where stage = 'met' and occurred_on <= :cut_off and recorded_at <= :freeze
    group by obligation_id
),
forecast as (
    select 'follow-up report' as kind, followup_id || '/' || sequence as id, state, due_on::text as day,
        follow_ups.event_id, done_by, synthetic
    from follow_ups left join reported using (followup_id, sequence)
    where stage <> 'pending' and due_on between :from::date and :until::date
        and followup_id not in (select followup_id from ended) and coalesce(done_on > :known_on, true)
    union all
    select 'visit', visit_id, state, planned_start, event_id, done_by, synthetic
    from plans left join took_place using (visit_id)
    where stage in ('planned', 'agreed') and body = :body
        and left(planned_start, 4) between to_char(:from, 'YYYY') and to_char(:until, 'YYYY')
    union all
    select 'obligation', obligation_id, null, due_on::text, event_id, done_by, synthetic
    from owed left join met using (obligation_id)
    where stage in ('due', 'overdue') and due_on between :from and :until
)
