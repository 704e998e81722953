-- Visits beyond every mandate (rule 9). The next start marks those that are known, and takes them off the schedule.
alter table visits add column subject_to_renewal boolean not null default false;
