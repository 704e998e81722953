-- The door's own tables. Each service has them in its schema, which is the search path here.

create table inbox (
    source text collate "C" not null,
    id text collate "C" not null,
    recorded_at timestamptz not null,
    body_digest text collate "C",      -- of a command: the same key with another body is refused
    answer bytea,                      -- of a command: what its caller was told, as JSON
    primary key (source, id)
);
create index inbox_recorded_at on inbox (recorded_at);

create table journal (
    position bigint generated always as identity primary key,
    id text collate "C" not null,
    source text collate "C" not null,
    type text collate "C" not null,
    topic text collate "C" not null,
    subject text collate "C" not null,
    time timestamptz not null,
    audience text collate "C" not null,
    correlationid text collate "C" not null,
    causationid text collate "C" not null,
    traceparent text collate "C",
    data bytea not null
);

-- How far the journal has been sent (Kafka). One row.
create table relay (
    one boolean primary key default true check (one),
    position bigint not null
);
insert into relay (position) values (0);

-- How far this service has read the other services' journals (loopback).
create table subscription (
    consumer text collate "C" not null,
    journal text collate "C" not null,
    position bigint not null,
    primary key (consumer, journal)
);

-- Consumers that met dead letters in a row, and those stopped by them.
create table consumer_state (
    consumer text collate "C" primary key,
    streak integer not null,
    stopped_at timestamptz,
    reason text collate "C"
);

create table deadlines (
    kind text collate "C" not null,
    subject text collate "C" not null,
    due_on date not null,
    anchor text collate "C" not null,
    anchor_on date,
    mandate text collate "C" not null,
    paragraph text collate "C" not null,
    reminders integer[] not null,
    state text collate "C" not null,
    acts_on date,
    correlation_id text collate "C" not null,
    scheduled_by text collate "C" not null,
    primary key (kind, subject)
);
-- The loop's cost follows what is due, not what is waiting.
create index deadlines_act on deadlines (acts_on, kind, subject) where acts_on is not null;

create table dead_letters (
    number bigint generated always as identity primary key,
    recorded_at timestamptz not null,
    trigger_source text collate "C" not null,
    trigger_id text collate "C" not null,
    reason text collate "C" not null,
    topic text collate "C" not null,
    partition integer not null,
    log_offset bigint not null,
    key text collate "C" not null,
    attributes jsonb not null,
    payload bytea,
    tries integer not null default 0,
    state text collate "C" not null default 'open',  -- open, handled, discarded
    discarded_why text collate "C",
    unique (trigger_source, trigger_id)
);
create index dead_letters_open on dead_letters (number) where state = 'open';

-- Notices about something not yet known (shared/notices.py); empty where a service owns none.
create table waiting_notices (
    id text collate "C" primary key,
    awaits text collate "C" not null,
    subject text collate "C" not null,
    correlation_id text collate "C" not null,
    arrived_at timestamptz not null,
    taken_in jsonb not null
);
create index waiting_notices_awaits on waiting_notices (awaits);
