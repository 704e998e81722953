-- How often in a day each body changed its parts of a case, and the source of a project what it says of it: each time is told, and kept for ever.
alter table projects
    add column changed_on date,
    add column changes bigint not null default 0;
alter table cases add column changes jsonb not null default '[]';
