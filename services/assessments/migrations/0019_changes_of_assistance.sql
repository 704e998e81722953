-- How often in a day a State's request for assistance changed: each time tells of all projects for it.
alter table recommendations
    add column assistance_changed_on date,
    add column assistance_changes bigint not null default 0;
