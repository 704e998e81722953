-- `GET /notices` lists what a source sent, in the order of arrival.
create index notices_of_source on notices (source, received_at, id);
