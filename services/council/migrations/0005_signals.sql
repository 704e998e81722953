-- Risk signals, as others publish them (services/council/signals.py): council's own, since files bring them.
create table signals (
    id text collate "C" primary key,        -- such as "fatf-KEN-R6-2024-04"
    kind text collate "C" not null,         -- fatf, terrorism_index, treaty
    state text collate "C" not null,
    measure text collate "C" not null,
    period text collate "C" not null,       -- a partial date: YYYY, YYYY-MM or YYYY-MM-DD
    value text collate "C" not null,
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null
);
create index signals_latest on signals (kind, state, measure, period desc);
