-- What States were asked and said about the release of their reports (OP18, OP19).
create table report_consents (
    id text collate "C" primary key,        -- the assessment's
    state text collate "C" not null,
    status text collate "C" not null,       -- not_asked, asked, full, part, refused, none
    asked_on date,
    answers jsonb not null,
    requests jsonb not null,                -- for confidentiality
    audience text collate "C" not null,
    parties text[] not null,
    synthetic boolean not null
);
create index report_consents_state on report_consents (state);
