-- How often in a day the plan of a visit changed: each change is told, and kept as a fact.
alter table visits
    add column plan_changed_on date,
    add column plan_changes bigint not null default 0;
