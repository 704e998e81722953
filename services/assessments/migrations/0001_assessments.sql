-- Visits, assessments with their parts, corrections, and what was released of them.

create table state_visits (
    id text collate "C" primary key
);

create table visits (
    id text collate "C" primary key,
    source text collate "C" not null,
    reference text collate "C" not null,
    state text collate "C" not null,
    state_year text collate "C" not null,   -- such as "KEN 2024"
    year bigint not null,                   -- in which it counts
    body text collate "C" not null,
    kind text collate "C" not null,
    status text collate "C" not null,       -- planned, agreed, completed
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null,
    mode text collate "C",
    planned_start text collate "C",         -- partial dates: YYYY, YYYY-MM or YYYY-MM-DD
    planned_end text collate "C",
    mission_id text collate "C",
    purpose text collate "C",
    invited text[] not null,
    components jsonb not null,
    participants text[] not null,
    agreed_on date
);
create index visits_state_year on visits (state_year);
create index visits_mission on visits (mission_id) where mission_id is not null;

create table assessments (
    id text collate "C" primary key,
    source text collate "C" not null,
    reference text collate "C" not null,
    state text collate "C" not null,
    kind text collate "C" not null,
    status text collate "C" not null,       -- drafted, completed, withdrawn
    opens_cycle boolean not null,
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null,
    draft text collate "C",
    draft_shared_on date,
    observations_due_on date,
    observations_received_on date,
    observations_lapsed_on date,
    visit_id text collate "C",
    visit jsonb,
    report_date date,
    submitted_to_ctc_on date,
    received_by_state_on date,
    noted_on date,
    withdrawn_on date,
    withdrawn_because text collate "C",
    recommendation_ids text[] not null,
    finding_ids text[] not null,
    corrections bigint not null
);
create index assessments_state on assessments (state);

create table recommendations (
    id text collate "C" primary key,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    reference text collate "C" not null,
    text text collate "C" not null,
    themes text[] not null,
    provision text collate "C",
    priority text collate "C" not null,
    pillar bigint,
    made_by text collate "C" not null,
    assistance_needed boolean not null,
    assistance_requested boolean not null,
    stated_audience text collate "C",
    own_audience text collate "C",
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null
);
create index recommendations_assessment on recommendations (assessment_id);
create index recommendations_state on recommendations (state);

create table findings (
    id text collate "C" primary key,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    provision text collate "C" not null,
    result text collate "C" not null,
    text text collate "C",
    stated_audience text collate "C",
    own_audience text collate "C",
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null
);
create index findings_assessment on findings (assessment_id);

-- Corrections only ever come in; each keeps the whole report as it was before.
create table corrections (
    id text collate "C" primary key,
    assessment_id text collate "C" not null,
    state text collate "C" not null,
    number bigint not null,
    corrected_on date not null,
    recorded_at timestamptz not null,
    changed text[] not null,
    reason text collate "C",
    document text collate "C",
    original jsonb not null,
    audience text collate "C" not null,
    parties text[] not null
);
create index corrections_assessment on corrections (assessment_id);

-- What each audience has now: the feed of the present state.
create table released_copies (
    id text collate "C" primary key,        -- audience and thing
    audience text collate "C" not null,
    thing_id text collate "C" not null,
    root_id text collate "C" not null,
    state text collate "C" not null,
    type text collate "C" not null,
    data text collate "C" not null
);
create index released_copies_root on released_copies (root_id);
create index released_copies_audience on released_copies (audience, id);

create table judged_notices (
    id text collate "C" primary key
);
