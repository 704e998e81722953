-- What of an item says whether a subscription wants it (services/exchange/deliveries/planning.py): without it, each look
-- for what is new parsed some hundred whole events.
alter table feed_items
    add column event_id text collate "C" generated always as (event::jsonb ->> 'id') stored,
    add column withdraws text collate "C" generated always as
        (case when type like 'released.withdrawn.%' then event::jsonb -> 'data' ->> 'of' end) stored,
    add column report text collate "C" generated always as
        (case when type like 'released.report.%' then event::jsonb -> 'data' ->> 'report' end) stored;
