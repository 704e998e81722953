create table counts (
    state text collate "C" primary key,
    number bigint not null check (number < 1000),
    seen text[] not null
);
