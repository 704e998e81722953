-- Findings, and the help that follows from them (services/council/facts/assistance.py).

alter table recommendations add column provision text collate "C";

create table findings (
    id text collate "C" not null,
    event_id text collate "C" not null,
    finding_id text collate "C" not null,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    provision text collate "C" not null,
    result text collate "C" not null,
    good_practice boolean not null,
    shortfall boolean not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table projects (
    id text collate "C" not null,
    event_id text collate "C" not null,
    project_id text collate "C" not null,
    kind text collate "C" not null,
    lead_body text collate "C" not null,
    states text[] collate "C" not null,
    themes text[] collate "C" not null,
    recommendations text[] collate "C" not null,
    products text[] collate "C" not null,
    status text collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table duplications (
    id text collate "C" not null,
    event_id text collate "C" not null,
    duplication_id text collate "C" not null,
    recommendation_id text collate "C" not null,
    state text collate "C" not null,
    project_ids text[] collate "C" not null,
    stage text collate "C" not null,
    resolution text collate "C",
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table briefings (
    id text collate "C" not null,
    event_id text collate "C" not null,
    briefing_id text collate "C" not null,
    kind text collate "C" not null,
    stage text collate "C" not null,
    planned_for date,
    speaker text collate "C",
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table steps (
    id text collate "C" not null,
    event_id text collate "C" not null,
    step_id text collate "C" not null,
    title text collate "C" not null,
    owner text collate "C" not null,
    due_on date not null,
    indicator text collate "C" not null,
    state text collate "C",
    stage text collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);
