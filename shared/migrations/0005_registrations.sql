-- Who is registered with the system (shared/engine/registrations.py): a copy in each service, the original in exchange.
create table registrations (
    id text collate "C" primary key,
    version bigint not null,
    content jsonb not null
);
