-- Registered publishers (services/exchange/publishers/).
create table publishers (
    id text collate "C" primary key,
    name text collate "C" not null,
    status text collate "C" not null,
    contact text collate "C" not null,
    body text collate "C",
    state text collate "C",
    reads text collate "C" not null,
    sources text[] collate "C" not null,
    notice_types text[] collate "C" not null,
    quota jsonb not null,
    identity jsonb,
    keys jsonb not null,
    applied_by text collate "C" not null,
    suspended_because text collate "C",
    audience text collate "C" not null,
    parties text[] collate "C" not null
);
create index publishers_applied_by on publishers (applied_by);

-- Each source speaks for one publisher.
create table owned_sources (
    source text collate "C" primary key,
    publisher_id text collate "C" not null
);
create index owned_sources_publisher on owned_sources (publisher_id);
