-- Who made a recommendation, CTED or the Committee itself: the annual report says so (OP18). Older events say it too, so
-- the facts are made again.
alter table recommendations add column if not exists made_by text collate "C";

do $$ begin
    if exists (select from events) then create table if not exists outdated (); end if;
end $$;
