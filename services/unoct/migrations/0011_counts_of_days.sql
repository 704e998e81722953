-- How often in a day each thing happened, by the refusal of a further time. No release has the columns that go.
-- In the order in which the service locks its tables: an older copy may be writing.
alter table new_projects
    add column counts jsonb not null default '[]',
    drop column day,
    drop column number;
alter table projects
    add column counts jsonb not null default '[]',
    drop column turned_on,
    drop column turns,
    drop column changed_on,
    drop column changes;
alter table cases
    add column counts jsonb not null default '[]',
    drop column changes;
