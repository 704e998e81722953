-- Released copies for the UN; those with assistance_needed are the needs.
create table recommendations (
    id text collate "C" primary key,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    text text collate "C",
    themes text[] collate "C",
    priority text collate "C",
    pillar bigint,
    made_by text collate "C",
    provision text collate "C",
    assistance_needed boolean not null,
    assistance_requested boolean not null,
    released_on date not null,
    withdrawn_on date,
    serving jsonb not null,
    events text[] collate "C" not null,
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null
);
create index recommendations_assessment on recommendations (assessment_id);

create table cases (
    id text collate "C" primary key,
    recommendation_id text collate "C" not null unique,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    themes text[] collate "C",
    priority text collate "C",
    pillar bigint,
    status text collate "C" not null,
    opened_on date not null,
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null,
    offered_on date,
    taken_up_on date,
    delivered_on date,
    declined_on date,
    cancelled_on date,
    body text collate "C",
    project_id text collate "C",
    reason text collate "C",
    note text collate "C"
);
create index cases_state on cases (state);

create table projects (
    id text collate "C" primary key,
    source text collate "C" not null,
    reference text collate "C" not null,
    kind text collate "C" not null,
    title text collate "C" not null,
    lead_body text collate "C" not null,
    states text[] collate "C" not null,
    themes text[] collate "C" not null,
    start_date text collate "C",
    end_date text collate "C",
    budget_usd bigint,
    recommendations text[] collate "C" not null,
    products text[] collate "C" not null,
    status text collate "C" not null,
    taken_up text[] collate "C" not null,
    registered_on date not null,
    said_at timestamptz not null,
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null,
    unique (source, reference)
);

create table duplications (
    id text collate "C" primary key,
    recommendation_id text collate "C" not null,
    case_id text collate "C" not null,
    state text collate "C" not null,
    project_ids text[] collate "C" not null,
    status text collate "C" not null,
    flagged_on date not null,
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null,
    resolved_on date,
    resolution text collate "C",
    kept_project_id text collate "C",
    note text collate "C"
);
create index duplications_recommendation on duplications (recommendation_id);

create table judged_notices (
    id text collate "C" primary key,
    judged_at timestamptz not null
);
