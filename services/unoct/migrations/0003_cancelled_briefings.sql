-- Briefings and meetings that were planned and do not take place.

alter table briefings
    add column cancelled_on date,
    add column cancelled_because text collate "C";
