-- A response is found by its cycle and its day as now known, however many the cycle has.
alter table responses add column cycle_day text collate "C";
update responses set cycle_day = cycle_id || ' ' || to_char(received_on, 'YYYY-MM-DD');
alter table responses alter column cycle_day set not null;
create index responses_day on responses (cycle_day);
