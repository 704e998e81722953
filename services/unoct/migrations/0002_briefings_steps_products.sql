-- Products released to the UN, so that what projects cite of them is known.
create table products (
    id text collate "C" primary key,
    kind text collate "C" not null,
    state text collate "C",
    released_on date not null,
    withdrawn_on date,
    cited_by text[] collate "C" not null,
    events text[] collate "C" not null,
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null
);

alter table projects add column withdrawn_products text[] collate "C" not null default '{}';

-- Briefings of the CTC by UNOCT, follow-up meetings, and meetings of the heads (OP24, OP25).
create table briefings (
    id text collate "C" primary key,
    reference text collate "C" not null unique,
    kind text collate "C" not null,
    title text collate "C",
    invited_on date,
    planned_for date,
    held_on date,
    speaker text collate "C",
    year bigint not null,
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null
);

-- Practical steps of the joint report (OP24).
create table steps (
    id text collate "C" primary key,
    reference text collate "C" not null unique,
    title text collate "C" not null,
    owner text collate "C" not null,
    agreed_on date not null,
    due_on date not null,
    indicator text collate "C" not null,
    state text collate "C",
    done boolean not null,
    done_on date,
    result text collate "C",
    synthetic boolean not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null
);
