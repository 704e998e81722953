-- The last day on which a notice waits, for whatever. What waited before has none: it counts anew if it waits again.
alter table waiting_notices add column lapses_on date;
