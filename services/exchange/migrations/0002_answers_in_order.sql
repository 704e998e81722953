alter table notices add column deferred jsonb not null default '[]';
