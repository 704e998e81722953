-- The log of activities (services/council/activities/): council's own, since people enter them.
create table activities (
    id text collate "C" primary key,
    reference text collate "C",
    kind text collate "C" not null,         -- a code of the reference data
    day date not null,
    with_whom text[] not null,
    subject text collate "C" not null,
    paragraph text collate "C" not null,    -- such as "OP17"
    themes text[] not null,
    document text collate "C",
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null
);
create index activities_day on activities (day);
