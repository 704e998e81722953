-- How often in a day each State's answer changed, by the refusal of a further time. No release has the column that goes.
alter table meetings
    add column counts jsonb not null default '[]',
    drop column answer_changes;
