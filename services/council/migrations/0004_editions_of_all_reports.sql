-- Editions of every report, corrected and reissued ones (services/council/editions/model.py). Those that stand are
-- annual reports for the public, and say all of this by their defaults.
alter table editions
    add column thing text collate "C" not null default '',
    add column state text collate "C",
    add column assessment_id text collate "C",
    add column shown_to text collate "C" not null default 'public',
    add column corrects text collate "C",
    add column reason text collate "C",
    add column corrigenda jsonb not null default '[]',
    add column narrowings bigint not null default 0,
    add column settled bigint not null default 0,
    add column reissue bigint not null default 0,
    add column reissue_digest text collate "C";

-- How often something was said that may narrow what editions show; one row, locked by who says or publishes.
create table revisions (
    id text collate "C" primary key,
    number bigint not null
);
