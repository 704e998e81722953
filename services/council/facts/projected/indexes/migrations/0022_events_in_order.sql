-- The event that told a thing before another is found at once, however often the thing was told
-- (services/council/facts/disclosure/reading.py).
drop index events_thing;
create index events_thing_in_order on events (thing, time, position);
