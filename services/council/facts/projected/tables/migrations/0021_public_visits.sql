-- Whether a cancelled visit was on the public schedule: its row says so, so that nobody opens its event to know it.
alter table visits add column if not exists was_scheduled boolean not null default false;

do $$ begin
    if exists (select from events) then create table if not exists outdated (); end if;
end $$;
