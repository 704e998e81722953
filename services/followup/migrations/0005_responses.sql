-- A response is a record of its own, for the Committee and the State whose it is.
alter table responses
    add column state text collate "C",
    add column audience text collate "C" not null default 'committee',
    add column parties text[] not null default '{}';
update responses set state = cycles.state, parties = cycles.parties from cycles where cycles.id = responses.cycle_id;
alter table responses alter column state set not null;
