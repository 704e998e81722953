-- Of each sender some notices are with their owners at a time; the others wait here (services/exchange/lanes/).
create table lanes (
    sender text collate "C" primary key,
    places_taken bigint not null,
    oldest bigint not null,
    next_number bigint not null
) with (fillfactor = 50);
create table queued_notices (
    id text collate "C" primary key,
    subject text collate "C" not null,
    content text not null,
    cause_id text collate "C" not null,
    correlation_id text collate "C" not null,
    traceparent text
);
-- Notices from before have no place, and free none.
alter table notices add column sender text collate "C" not null default '';
alter table notices add column has_place boolean not null default false;
alter table notices add column refused_on date;
