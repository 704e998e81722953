-- After a restore, exchange counts the changes of a registration from the dump: what it told later holds (decision 57).
alter table registrations add column told_at timestamptz;
