-- Activities (services/council/facts/programme.py). A copy of the version before may have read such an event while the
-- services were updated one by one, and passed it over.
create table if not exists activities (
    id text collate "C" not null,
    event_id text collate "C" not null,
    activity_id text collate "C" not null,
    kind text collate "C" not null,
    paragraph text collate "C" not null,
    themes text[] collate "C" not null,
    audience text collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

do $$ begin
    if exists (select from events) then create table if not exists outdated (); end if;
end $$;
