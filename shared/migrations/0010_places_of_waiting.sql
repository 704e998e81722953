-- How much there is to judge in a notice that waits, in places of a lane. What waited before counts as short.
alter table waiting_notices add column places integer not null default 1;
