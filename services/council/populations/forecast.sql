-- What was ahead from `:known_on` for the days `:from` to `:until` (OP17): follow-up reports, visits and obligations,
-- as known on that day; and what of it was done by the cut-off. `is_dated`: its own day is one of those days.
-- `is_sure`: it counts in the least of the forecast too. A report is expected between two days: its due date, moved by
-- the tenth and by the ninetieth of a hundred lags of all reports made by `:known_on`, earliest first.
with visits as (
    select visit_id, event_id as done_by
    from council.known_visits(:body::text, :freeze::timestamptz, :unread::text[])
    where stage = 'completed' and ended_on <= :cut_off::date
),
took_place as (
    -- A plan may have become a part of another visit.
    select visit_id, min(done_by) as done_by from (
        select visit_id, done_by from visits
        union all
        select merged.visit_id, done_by
        from council.merged_visits(:freeze, :unread) as merged join visits on visits.visit_id = merged.whole
    ) as each
    group by visit_id
),
scheduled as (
    select distinct on (followup_id, sequence) followup_id, sequence, state, stage, due_on, event_id, synthetic
    from council_projected.followups
    where stage in ('scheduled', 'rescheduled', 'pending')
        and occurred_on <= :known_on::date and recorded_at <= :freeze and event_id <> all(:unread)
    order by followup_id, sequence, recorded_at desc, position desc
),
ended as (
    select distinct on (followup_id) followup_id, stage
    from council_projected.followups
    where stage in ('cancelled', 'closed', 'reopened')
        and occurred_on <= :known_on and recorded_at <= :freeze and event_id <> all(:unread)
    order by followup_id, recorded_at desc, position desc
),
reported as (
    select distinct on (followup_id, sequence) followup_id, sequence, occurred_on as done_on, event_id as done_by
    from council_projected.followups
    where stage = 'reported' and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by followup_id, sequence, occurred_on, recorded_at, position
),
lags as (
    select coalesce(percentile_disc(0.1) within group (order by done_on - due_on), 0) as least,
        coalesce(percentile_disc(0.9) within group (order by done_on - due_on), 0) as most
    from scheduled join reported using (followup_id, sequence)
    where scheduled.stage <> 'pending' and done_on <= :known_on
),
plans as (
    select distinct on (visit_id) visit_id, state, body, stage, planned_start, event_id, synthetic
    from council_projected.visits
    where visit_id in (select visit_id from council_projected.visits where body = :body)  -- others plan many
        and occurred_on <= :known_on and recorded_at <= :freeze and event_id <> all(:unread)
    order by visit_id, recorded_at desc, position desc
),
owed as (
    select distinct on (obligation_id) obligation_id, stage, due_on, event_id, synthetic
    from council_projected.obligations
    where occurred_on <= :known_on and recorded_at <= :freeze and event_id <> all(:unread)
    order by obligation_id, recorded_at desc, position desc
),
told as (
    -- As last told: what met it may have been put right since (rule 4).
    select distinct on (obligation_id) obligation_id, stage, occurred_on, event_id
    from council_projected.obligations
    where recorded_at <= :freeze and event_id <> all(:unread)
    order by obligation_id, recorded_at desc, position desc
),
met as (
    select obligation_id, event_id as done_by from told where stage = 'met' and occurred_on <= :cut_off
),
ahead as (
    select 'follow-up report' as kind, followup_id || '/' || sequence as id, state, due_on::text as day,
        scheduled.event_id, done_by, synthetic,
        due_on between :from::date and :until::date as is_dated,
        -- What has waited longer than usual may be made on any day, or on none of this year.
        due_on + most between greatest(:from, :known_on + 1) and :until
            and greatest(due_on + least, :known_on + 1) >= :from as is_sure
    from scheduled
    cross join lags
    left join reported using (followup_id, sequence)
    left join ended using (followup_id)
    where scheduled.stage <> 'pending' and (
            due_on between :from and :until
            or greatest(due_on + least, :known_on + 1) <= :until and greatest(due_on + most, :known_on + 1) >= :from
        )
        and coalesce(ended.stage = 'reopened', true) and coalesce(done_on > :known_on, true)
    union all
    select 'visit', visit_id, state, planned_start, event_id, done_by, synthetic, true, stage = 'agreed'
    from plans left join took_place using (visit_id)
    where stage in ('planned', 'agreed') and body = :body
        and left(planned_start, 4) between to_char(:from::date, 'YYYY') and to_char(:until::date, 'YYYY')
    union all
    select 'obligation', obligation_id, null, due_on::text, event_id, done_by, synthetic, true, true
    from owed left join met using (obligation_id)
    where stage in ('due', 'overdue') and due_on between :from and :until
)
select
    id, kind, array_remove(array[state], null) as states, synthetic,
    true as seen, :inside::boolean or coalesce(state = any(:own::text[]), false) as readable,
    array_remove(array[event_id, done_by], null) as events,
    done_by is not null as is_done, is_dated, is_sure, replace(kind, ' ', '-') as sort, day, event_id
from ahead
