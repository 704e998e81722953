-- The parts of a case, by the need and by the event that tells them all.
alter table case_parts add primary key (id);
create index case_parts_recommendation on case_parts (recommendation_id, recorded_at desc, position desc);
create index case_parts_event on case_parts (event_id);
