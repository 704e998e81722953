-- How many places of its sender's lane a notice takes: one that cites many recommendations causes more (services/exchange/lanes/).
alter table notices add column places bigint not null default 1;
alter table queued_notices add column places bigint not null default 1;
