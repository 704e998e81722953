-- Events that a rebuild may lose because somebody said so, and why.
alter table rebuilds add column accepted_losses jsonb;
alter table rebuilds add column why text collate "C";
