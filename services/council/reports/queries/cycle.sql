-- All that was said of one cycle and its follow-ups (OP16) by the cut-off, in order.
select sequence, stage, assessment_id, state, due_on, response_due_on, occurred_on, event_id, synthetic
from council_projected.followups
where followup_id = :thing::text and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    and event_id <> all(:unread::text[])
order by recorded_at, position
