-- Drafts of reports (services/council/drafts/model.py): what becomes of a report before it is an edition.
create table report_drafts (
    id text collate "C" primary key,
    series text collate "C" not null,       -- as of an edition
    number bigint not null,
    stage text collate "C" not null,
    edition jsonb not null,                 -- as it would be transmitted
    revision bigint not null,
    drafted_on date not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null,
    words jsonb not null,
    opened_on date,
    ends_on date,
    objections jsonb not null,
    agreed_by text[] collate "C" not null,
    adopted_on date,
    adopted_by text collate "C",
    adoption_document text collate "C",
    transmitted_on date,
    unique (series, number)
);

-- Drafts that are to be made now (services/council/drafts/schedule.py).
create table scheduled_drafts (
    id text collate "C" primary key,        -- the series
    report text collate "C" not null,
    year bigint not null,
    since date not null
);

-- What was published before there were drafts was transmitted on that day, to nobody that is known.
alter table editions
    add column drafted_on date,
    add column transmitted_to text collate "C" not null default '',
    add column symbol text collate "C",
    add column words jsonb not null default '[]',
    add column withdrawn_on date,
    add column withdrawn_because text collate "C",
    add column digests jsonb not null default '{}';
-- Both sides agree to a draft now.
drop table report_agreements;
