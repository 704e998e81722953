-- Whether a report was made on a visit of history is not known. A copy of the version before may have read such an event
-- while the services were updated one by one, and passed it over.
alter table visits add column if not exists report_unknown boolean not null default false;

do $$ begin
    if exists (select from events) then create table if not exists outdated (); end if;
end $$;
