-- How often in a day a State's answer to an invitation changed: each change tells of the whole meeting.
alter table meetings add column answer_changes jsonb not null default '[]';
