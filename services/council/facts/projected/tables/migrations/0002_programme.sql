-- The programme and what comes of it (services/council/facts/programme.py), and what earlier tables lacked.

alter table visits add column planned_start text collate "C", add column merged_into text collate "C";
alter table assessments add column report_date date;
alter table recommendations add column amends boolean not null default false;

create table programmes (
    id text collate "C" not null,
    event_id text collate "C" not null,
    programme_id text collate "C" not null,
    year bigint not null,
    stage text collate "C" not null,
    states text[] collate "C" not null,
    added text[] collate "C" not null,
    removed text[] collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table requests (
    id text collate "C" not null,
    event_id text collate "C" not null,
    request_id text collate "C" not null,
    state text collate "C" not null,
    kind text collate "C",
    year bigint,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table consents (
    id text collate "C" not null,
    event_id text collate "C" not null,
    consent_id text collate "C" not null,
    state text collate "C" not null,
    year bigint not null,
    stage text collate "C" not null,
    asked_on date,
    kind text collate "C",
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table assessment_stages (
    id text collate "C" not null,
    event_id text collate "C" not null,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    stage text collate "C" not null,
    visit_id text collate "C",
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table products (
    id text collate "C" not null,
    event_id text collate "C" not null,
    product_id text collate "C" not null,
    state text collate "C",
    kind text collate "C" not null,
    stage text collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table meetings (
    id text collate "C" not null,
    event_id text collate "C" not null,
    meeting_id text collate "C" not null,
    kind text collate "C" not null,
    stage text collate "C" not null,
    invited text[] collate "C" not null,
    answered text[] collate "C" not null,
    declined text[] collate "C" not null,
    attended text[] collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);

create table obligations (
    id text collate "C" not null,
    event_id text collate "C" not null,
    obligation_id text collate "C" not null,
    stage text collate "C" not null,
    due_on date,
    paragraph text collate "C" not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    position bigint not null,
    synthetic boolean not null
);
