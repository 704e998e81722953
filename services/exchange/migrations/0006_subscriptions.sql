-- Who is to be told of events at an address (services/exchange/subscriptions/).
create table subscriptions (
    id text collate "C" primary key,
    owner text collate "C" not null,
    channel text collate "C" not null,
    url text not null,
    types text[] collate "C" not null,
    states text[] collate "C" not null,
    themes text[] collate "C" not null,
    reads text collate "C" not null,
    status text collate "C" not null,
    paused_because text,
    code text not null,
    secrets jsonb not null,
    made_at timestamptz not null,
    confirmed_at timestamptz,
    resumed_at timestamptz,
    after_released bigint not null,
    after_receipts bigint not null,
    audience text collate "C" not null,
    parties text[] collate "C" not null
);
create index subscriptions_owner on subscriptions (owner);

-- How far the deliveries of a subscription are (services/exchange/deliveries/). The loop alone writes it.
create table webhook_progress (
    subscription_id text collate "C" primary key,
    owner text collate "C" not null,
    released bigint not null,                                -- number in the feed up to which deliveries were made
    receipts bigint not null,                                -- position in the journal, likewise
    failures integer not null default 0,                     -- turns in a row in which the endpoint took nothing
    rests_until timestamptz not null default '-infinity',    -- by the service's clock
    leased_until timestamptz not null default '-infinity',   -- by the database's: one copy at a time works on it
    served_at timestamptz not null default '-infinity'
);

-- One event on its way to one subscription.
create table deliveries (
    id text collate "C" primary key,
    number bigint generated always as identity unique,
    subscription_id text collate "C" not null,
    stream text collate "C" not null,                        -- released, receipts or confirmation
    place bigint not null,                                   -- number in the feed, or position in the journal
    event_id text collate "C" not null,
    type text collate "C" not null,
    thing_id text collate "C" not null,                      -- events of one thing go out in order
    item_id text collate "C",                                -- of the feed
    status text collate "C" not null default 'waiting',
    made_at timestamptz not null,
    first_try_at timestamptz,
    next_try_at timestamptz not null,
    ended_at timestamptz,
    tries jsonb not null default '[]',
    unique (subscription_id, event_id)
);
create index deliveries_due on deliveries (subscription_id, next_try_at) where status = 'waiting';
create index deliveries_things on deliveries (subscription_id, thing_id, number);
create index deliveries_listed on deliveries (subscription_id, number);
create index deliveries_ended on deliveries (ended_at);
