-- The facts (services/council/facts.py). Append-only; a rebuild makes them anew in a schema of another name.
-- Keys and indexes stand apart (projected/indexes), so that it can fill the tables first.

create table events (
    id text collate "C" not null,
    source text collate "C" not null,
    type text collate "C" not null,
    topic text collate "C" not null,
    subject text collate "C" not null,
    thing text collate "C" not null,
    time timestamptz not null,
    occurred_on date,
    correlationid text collate "C" not null,
    causationid text collate "C" not null,
    parent text collate "C" not null,
    partition bigint not null,
    position bigint not null,
    synthetic boolean not null,
    data bytea not null
);

create table visits (
    id text collate "C" not null,
    event_id text collate "C" not null,
    visit_id text collate "C" not null,
    mission_id text collate "C",
    state text collate "C" not null,
    kind text collate "C" not null,
    body text collate "C" not null,
    stage text collate "C" not null,
    component_ends text[] collate "C" not null,
    component_modes text[] collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table assessments (
    id text collate "C" not null,
    event_id text collate "C" not null,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    kind text collate "C",
    visit_id text collate "C",
    opens_cycle boolean not null,
    submitted_to_ctc_on date,
    withdrawn boolean not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table recommendations (
    id text collate "C" not null,
    event_id text collate "C" not null,
    recommendation_id text collate "C" not null,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    themes text[] collate "C" not null,
    priority text collate "C" not null,
    pillar bigint,
    assistance_needed boolean not null,
    assistance_requested boolean not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table statuses (
    id text collate "C" not null,
    event_id text collate "C" not null,
    recommendation_id text collate "C" not null,
    state text collate "C" not null,
    aspect text collate "C" not null,
    value text collate "C" not null,
    sequence bigint not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table disclosures (
    id text collate "C" not null,
    event_id text collate "C" not null,
    thing_id text collate "C" not null,
    of text collate "C" not null,
    assessment_id text collate "C",
    state text collate "C",
    audience text collate "C" not null,
    parties text[] collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table followups (
    id text collate "C" not null,
    event_id text collate "C" not null,
    followup_id text collate "C" not null,
    sequence bigint not null,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    stage text collate "C" not null,
    due_on date,
    response_due_on date,
    mandate text collate "C",
    paragraph text collate "C",
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table cases (
    id text collate "C" not null,
    event_id text collate "C" not null,
    case_id text collate "C" not null,
    recommendation_id text collate "C" not null,
    state text collate "C" not null,
    stage text collate "C" not null,
    project_id text collate "C",
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table duties (
    id text collate "C" not null,
    event_id text collate "C" not null,
    duty_id text collate "C" not null,
    obligation text collate "C" not null,
    state text collate "C" not null,
    stage text collate "C" not null,
    due_on date,
    assessment_id text collate "C" not null,
    followup_id text collate "C",
    sequence bigint not null,
    mandate text collate "C",
    paragraph text collate "C",
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);
