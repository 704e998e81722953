-- How many new projects each body registered on the last day on which it did: council keeps each of them for ever.
create table new_projects (
    body text collate "C" primary key,
    day date not null,
    number bigint not null
);
