-- How often in a day a project changed what it serves: each time tells of all its needs.
alter table projects
    add column turned_on date,
    add column turns bigint not null default 0;
