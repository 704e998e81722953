-- The start finds CTED's visits that lie ahead, however many others plan (rule 9).
alter table visits add column planned_by text collate "C"
    generated always as (case when status in ('planned', 'agreed') then body end) stored;
create index visits_planned_by on visits (planned_by);
