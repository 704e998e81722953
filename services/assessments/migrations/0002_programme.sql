-- The year's list of States to ask for consent to a visit, consent itself, and States' own requests (OP12).

create table programmes (
    id text collate "C" primary key,        -- such as "programme-2024"
    year bigint not null,
    entries jsonb not null,
    adopted jsonb not null,
    adopted_on date not null,
    document text collate "C",
    changes jsonb not null,
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null
);

create table consents (
    id text collate "C" primary key,        -- such as "consent-2024-KEN"
    year bigint not null,
    state text collate "C" not null,
    programme_id text collate "C" not null,
    kind text collate "C",
    status text collate "C" not null,       -- asked, given, declined, lapsed
    asked_on date not null,
    answers jsonb not null,
    lapsed_on date,
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null
);
create index consents_state on consents (state);

create table visit_requests (
    id text collate "C" primary key,        -- such as "request-KEN-2024-03-01"
    state text collate "C" not null,
    requested_on date not null,
    kind text collate "C",
    year bigint,
    purpose text collate "C",
    document text collate "C",
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null
);
create index visit_requests_state on visit_requests (state);
