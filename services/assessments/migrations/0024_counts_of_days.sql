-- How often in a day what was planned or asked for changed, by the refusal of a further time. No release has the columns that go.
alter table visits
    add column counts jsonb not null default '[]',
    drop column plan_changed_on,
    drop column plan_changes;
alter table recommendations
    add column counts jsonb not null default '[]',
    drop column assistance_changed_on,
    drop column assistance_changes;
