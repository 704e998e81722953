-- What States were asked and said about the release of their reports (services/council/facts/programme.py). A copy of the
-- version before may have read such an event while the services were updated one by one, and passed it over.
create table if not exists report_consents (
    id text collate "C" not null,
    event_id text collate "C" not null,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    stage text collate "C" not null,
    asked_on date,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

do $$ begin
    if exists (select from events) then create table if not exists outdated (); end if;
end $$;
