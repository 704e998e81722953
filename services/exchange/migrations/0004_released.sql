-- The feed of each audience (services/exchange/released/).
create table feed_ends (
    audience text collate "C" primary key,
    number bigint not null
);
create table feed_items (
    id text collate "C" primary key,
    audience text collate "C" not null,
    number bigint not null,
    thing_id text collate "C" not null,
    type text collate "C" not null,
    state text collate "C",
    themes text[] collate "C" not null,
    recorded_at timestamptz not null,
    published_at timestamptz not null,
    event_ids text[] collate "C" not null,
    event text not null
);
create unique index feed_items_number on feed_items (audience, number);
create index feed_items_recorded on feed_items (audience, recorded_at);
