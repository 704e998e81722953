-- Visits of two bodies that come near to one another (OverlapFact in services/council/facts/core.py).

create table visit_overlaps (
    id text collate "C" not null,
    event_id text collate "C" not null,
    overlap_id text collate "C" not null,
    state text collate "C" not null,
    visit_id text collate "C" not null,
    other_visit_id text collate "C" not null,
    stage text collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);
