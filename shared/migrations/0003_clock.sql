-- The instants by which this service has acted, so that a start with a wrong clock is seen (shared/clock_watch.py).
create table clock_seen (
    one boolean primary key default true check (one),
    seen_at timestamptz not null,            -- the latest that was trusted
    confirmed_at timestamptz,                -- what the clock told when an operator last confirmed it
    confirmed_by text collate "C",
    off_by interval not null default '0',    -- then: how far it was from the database's clock
    doubted boolean not null default false
);
insert into clock_seen (seen_at) select time from journal order by position desc limit 1;
