-- How often in a day what was planned or asked for changed, by the refusal of a further time. No release has the columns that go.
-- In the order in which the service locks its tables: an older copy may be writing.
alter table recommendations
    add column counts jsonb not null default '[]',
    drop column assistance_changed_on,
    drop column assistance_changes;
alter table visits
    add column counts jsonb not null default '[]',
    drop column plan_changed_on,
    drop column plan_changes;
