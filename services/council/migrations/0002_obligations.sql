-- What the mandates ask for, one row an occurrence (services/council/obligations.py).
create table obligations (
    id text collate "C" primary key,
    obligation text collate "C" not null,
    mandate text collate "C" not null,
    paragraph text collate "C" not null,
    title text collate "C" not null,
    owner text collate "C" not null,
    recipient text collate "C",
    wording text collate "C" not null,
    period text collate "C",
    due_on date,
    count bigint not null,
    met_by_event text collate "C" not null,
    met_where text[] collate "C" not null,
    year_field text collate "C" not null,
    synthetic boolean not null,
    state text collate "C" not null,
    held_by text[] collate "C" not null,
    last_held_on date,
    nudged_on date,
    audience text collate "C" not null,
    parties text[] collate "C" not null
);
create index obligations_met_by_event on obligations (met_by_event);
create index obligations_state on obligations (state);
create index obligations_due on obligations (coalesce(due_on, 'infinity'), id);
