-- Follow-up reports (OP16) with their due dates as known at the cut-off. The earliest report of a follow-up is the
-- one that met it. A cycle that was closed or cancelled may have been opened again since. `:cycle` is the one that is
-- asked for; null: all.
with scheduled as (
    select distinct on (followup_id, sequence) followup_id, sequence, state, stage, due_on, event_id, synthetic
    from council_projected.followups
    where (:cycle::text is null or followup_id = :cycle) and stage in ('scheduled', 'rescheduled', 'pending')
        and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by followup_id, sequence, recorded_at desc, position desc
),
ended as (
    select distinct on (followup_id) followup_id, stage, occurred_on as ended_on
    from council_projected.followups
    where (:cycle::text is null or followup_id = :cycle) and stage in ('cancelled', 'closed', 'reopened')
        and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by followup_id, recorded_at desc, position desc
),
reported as (
    select distinct on (followup_id, sequence) followup_id, sequence, occurred_on as reported_on, event_id
    from council_projected.followups
    where (:cycle::text is null or followup_id = :cycle) and stage = 'reported' and occurred_on <= :cut_off and recorded_at <= :freeze and event_id <> all(:unread)
    order by followup_id, sequence, occurred_on, recorded_at, position
)
select
    followup_id || '/' || sequence as id, 'follow-up report' as kind, array[state] as states, synthetic,
    true as seen, :inside::boolean or state = any(:own::text[]) as readable,
    array_remove(array[scheduled.event_id, reported.event_id], null) as events,
    due_on, reported_on,
    case when ended.stage = 'closed' then ended_on end as closed_on,
    coalesce(ended.stage = 'cancelled', false) as is_cancelled,
    scheduled.stage = 'pending' as is_pending,
    sequence = max(sequence) over (partition by followup_id) as is_present
from scheduled
left join reported using (followup_id, sequence)
left join ended using (followup_id)
