-- Each event tells all parts of a case. Reports look for the last such event of each need, and list all of them, by one row of each
-- (services/council/populations/recommendations.sql).
create index case_parts_told on case_parts (recommendation_id, recorded_at desc, position desc, event_id)
where id = event_id || '/0';
