-- How often an account applied today (services/exchange/publishers/commands/registering.py).
create table applicants (
    id text collate "C" primary key,
    counts jsonb not null
);
