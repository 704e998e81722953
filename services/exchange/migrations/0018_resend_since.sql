-- Everything from then on is to be sent again. The turns of the subscription do it step by step.
alter table webhook_progress add column resend_since timestamptz;
