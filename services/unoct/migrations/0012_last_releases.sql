-- What was told of a released thing last: a copy that an operator tries again opens nothing that was closed since.
create table last_releases (
    id text collate "C" primary key,
    position bigint,
    told_at timestamptz not null
);
