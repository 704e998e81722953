-- Events of an earlier version do not carry their cycle. Each cycle of that time is told once again, whole, by a deadline
-- that acts at once (`services/followup/cycles/deadlines.py`).

insert into deadlines
    (kind, subject, due_on, anchor, anchor_on, mandate, paragraph, reminders, state, acts_on, correlation_id, scheduled_by)
select 'restating', id, opened_on - 1, '', null, '', '', '{}', 'pending', opened_on, 'restating', 'restating'
from cycles;
