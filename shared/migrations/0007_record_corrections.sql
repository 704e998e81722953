-- That a field of a record was put right, with the original (shared/engine/corrections/model.py).
create table record_corrections (
    id text collate "C" primary key,
    thing text collate "C" not null,
    thing_id text collate "C" not null,
    number bigint not null,
    field text collate "C" not null,
    before text collate "C",
    after text collate "C",
    reason text collate "C" not null,
    document text collate "C" not null,
    corrected_by text collate "C" not null,
    corrected_on date not null,
    recorded_at timestamptz not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null
);
create index record_corrections_thing on record_corrections (thing_id, number);
