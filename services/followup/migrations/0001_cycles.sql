-- What followup keeps; the columns are the fields of model.py, which says what each means.

create table cycles (
    id text collate "C" primary key,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    source text collate "C" not null,
    reference text collate "C" not null,
    kind text collate "C" not null,
    opened_on date not null,
    sequence bigint not null,
    anchor text collate "C" not null,
    anchor_on date not null,
    original_anchor_on date,
    due_on date,
    mandate text collate "C",
    paragraph text collate "C",
    decision jsonb,
    overdue_since date,
    pending_since date,
    report jsonb,
    reported_on date,
    earlier jsonb not null,
    received_by_state_on date,
    original_received_on date,
    response_due_on date,
    response_mandate text collate "C",
    response_decision jsonb,
    response_pending_since date,
    responded_on date,
    not_answered_on date,
    closed_on date,
    cancelled_on date,
    ended_because text collate "C",
    status text collate "C" not null,
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] not null
);
create index cycles_state on cycles (state);

create table recommendations (
    id text collate "C" primary key,
    cycle_id text collate "C" not null,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    reference text collate "C" not null,
    text text collate "C" not null,
    themes text[] not null,
    priority text collate "C" not null,
    assistance_needed boolean not null,
    assistance_requested boolean not null,
    sequence bigint not null,
    due_on date,
    lifecycle text collate "C" not null,
    closed_on date,
    position text collate "C",
    position_on date,
    reported text collate "C",
    reported_on date,
    reported_steps text collate "C",
    assessed text collate "C",
    assessed_on date,
    assessed_steps text collate "C",
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] not null
);
create index recommendations_cycle on recommendations (cycle_id);

create table responses (
    id text collate "C" primary key,
    cycle_id text collate "C" not null,
    received_on date not null,
    said jsonb not null,
    synthetic boolean not null
);
create index responses_cycle on responses (cycle_id);

create table seen (
    id text collate "C" primary key
);

create table without_cycle (
    id text collate "C" primary key,
    state text collate "C" not null,
    kind text collate "C" not null
);
