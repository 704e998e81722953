-- Rebuilds of the projected facts, for those who wait for one (services/council/api_rebuilds.py).
create table rebuilds (
    id text collate "C" primary key,
    started_at timestamptz not null,
    started_by text collate "C" not null,
    state text collate "C" not null,   -- running, done, failed
    progress jsonb not null,
    result jsonb,
    problem text collate "C"
);
