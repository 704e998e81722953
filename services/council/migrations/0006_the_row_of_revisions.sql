-- Who publishes and who narrows at once wait for each other on this row: a row that is not there cannot be locked, so
-- that the first of all could have missed each other.
insert into revisions (id, number) values ('all', 0) on conflict (id) do nothing;
