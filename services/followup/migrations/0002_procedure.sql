-- Succession, carry-over, capacity and need by recommendation (OP16); meetings (OP16, OP17).
-- Whoever may have a recommendation that is there already is not known here: the narrowest.

alter table recommendations
    add column closed_by text collate "C",
    add column closed_note text collate "C",
    add column parents text[] not null default '{}',
    add column carried_over jsonb not null default '[]',
    add column reported_capacity text collate "C",
    add column reported_assistance_needed boolean,
    add column assessed_capacity text collate "C",
    add column assessed_assistance_needed boolean,
    add column disclosed_to text collate "C" not null default 'committee',
    add column disclosed_parties text[] not null default '{}';
create index recommendations_assessment on recommendations (assessment_id);

create table meetings (
    id text collate "C" primary key,
    reference text collate "C" not null,
    title text collate "C" not null,
    kind text collate "C" not null,
    status text collate "C" not null,
    invited_on date not null,
    day date,
    invitations jsonb not null,
    bodies text[] not null,
    themes text[] not null,
    assessment_id text collate "C",
    concerns text collate "C",
    cancelled_on date,
    cancelled_because text collate "C",
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] not null
);
create index meetings_day on meetings (day);
create index meetings_parties on meetings using gin (parties);
