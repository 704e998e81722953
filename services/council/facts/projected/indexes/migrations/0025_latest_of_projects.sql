-- Reports count all programmes of all time, each as it was told last. That is found in order and without reading any row
-- (services/council/populations/programmes.sql).
drop index projects_thing;
create index projects_latest on projects (project_id, recorded_at desc, position desc)
include (id, occurred_on, event_id);
