-- Cycles as followup tells them, whole: their status, and the day on which each of their duties was met.
alter table followups add column if not exists status text collate "C";
alter table duties add column if not exists met_on date;
do $$ begin
    if exists (select from events) then create table if not exists outdated (); end if;
end $$;
