-- The parts of a case in which several bodies or projects help (CasePartFact in services/council/facts/assistance.py). A
-- copy of the version before may have read such an event while the services were updated one by one.
create table if not exists case_parts (
    id text collate "C" not null,
    event_id text collate "C" not null,
    case_id text collate "C" not null,
    recommendation_id text collate "C" not null,
    state text collate "C" not null,
    body text collate "C",
    project_id text collate "C",
    status text collate "C" not null,
    offered_on date,
    delivered_on date,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

do $$ begin
    if exists (select from events) then create table if not exists outdated (); end if;
end $$;
