-- An event that nobody could read can be repaired and sent again, by its sender or an operator.
alter table unreadable add column repaired_at timestamptz;
alter table unreadable add column repaired_by text collate "C";
create index unreadable_of_source on unreadable (source, number);
