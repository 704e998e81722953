-- Follow-up reports (OP16) that fell due in the period, as known at the cut-off; neither cancelled nor
-- without a mandate, nor still to be made when their cycle was closed before that day (rule 1). The earliest
-- report of a follow-up is the one that met it.
with scheduled as (
    select distinct on (followup_id, sequence)
        followup_id, sequence, assessment_id, state, stage, due_on, event_id, synthetic
    from council_projected.followups
    where stage in ('scheduled', 'rescheduled', 'pending')
        and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    order by followup_id, sequence, recorded_at desc, position desc
),
ended as (
    select distinct on (followup_id) followup_id, stage, occurred_on from council_projected.followups
    where stage in ('cancelled', 'closed', 'reopened') and occurred_on <= :cut_off and recorded_at <= :freeze
    order by followup_id, recorded_at desc, position desc
),
cancelled as (
    select followup_id from ended where stage = 'cancelled'
),
closed as (
    select followup_id, occurred_on as closed_on from ended where stage = 'closed'
),
reported as (
    select distinct on (followup_id, sequence) followup_id, sequence, occurred_on, event_id
    from council_projected.followups
    where stage = 'reported' and occurred_on <= :cut_off and recorded_at <= :freeze
    order by followup_id, sequence, occurred_on, recorded_at, position
),
follow_ups as (
    select scheduled.followup_id || '/' || scheduled.sequence as id, scheduled.state, scheduled.synthetic,
        coalesce(reported.occurred_on <= scheduled.due_on, false) as on_time,
        array_remove(array[scheduled.event_id, reported.event_id], null) as events
    from scheduled left join reported using (followup_id, sequence) left join closed using (followup_id)
    where scheduled.stage <> 'pending' and scheduled.due_on between :first_day::date and :cut_off
        and (reported.event_id is not null or coalesce(closed_on > due_on, true))
        and not exists (select from cancelled where cancelled.followup_id = scheduled.followup_id)
)
