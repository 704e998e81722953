-- What is on record of a cycle's responses is bounded by its bytes (services/followup/responses/).
alter table cycles add column size_of_responses bigint not null default 0;
alter table responses add column size bigint not null default 0;
update responses set size = octet_length(said::text);
update cycles set size_of_responses = coalesce((select sum(size) from responses where cycle_id = cycles.id), 0);
