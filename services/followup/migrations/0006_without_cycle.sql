-- Recommendations of an assessment that opens no cycle are followed too, so its row says what they rest on. A row of
-- an earlier version says too little, and its recommendations were not kept: it goes, unless its cycle says the rest.
-- The next event about such an assessment brings it whole.
alter table without_cycle
    add column assessment_id text collate "C",
    add column opened_on date,
    add column cancelled_on date,
    add column synthetic boolean,
    add column audience text collate "C" not null default 'committee',
    add column parties text[] collate "C";

update without_cycle as one
set assessment_id = cycle.assessment_id, opened_on = cycle.opened_on, synthetic = cycle.synthetic,
    parties = cycle.parties
from cycles as cycle
where cycle.id = one.id;

delete from without_cycle where assessment_id is null;

alter table without_cycle
    alter column assessment_id set not null,
    alter column opened_on set not null,
    alter column synthetic set not null,
    alter column audience drop default,
    alter column parties set not null;

-- For the list of statuses of one State.
create index recommendations_state on recommendations (state);
