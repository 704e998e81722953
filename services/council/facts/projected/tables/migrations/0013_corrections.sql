-- Records that were put right, and which earlier events no longer hold (CorrectionFact in services/council/facts/core.py).
create table if not exists corrections (
    id text collate "C" not null,
    event_id text collate "C" not null,
    thing text collate "C" not null,
    thing_id text collate "C" not null,
    state text collate "C",
    replaced_types text[] collate "C" not null,
    replaced_things text[] collate "C" not null,
    replaced_days text[] collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

do $$ begin
    if exists (select from events) then create table if not exists outdated (); end if;
end $$;
