-- What is looked up by its thing, as the other facts are.

create index findings_event on findings (event_id);

alter table projects add primary key (id);
create index projects_thing on projects (project_id, recorded_at desc, position desc);

alter table duplications add primary key (id);
create index duplications_thing on duplications (duplication_id, recorded_at desc, position desc);

alter table briefings add primary key (id);
create index briefings_thing on briefings (briefing_id, recorded_at desc, position desc);

alter table steps add primary key (id);
create index steps_thing on steps (step_id, recorded_at desc, position desc);

-- The cycle that a follow-up report is about, and what was carried over into it.
create index statuses_carried_over on statuses (value) where aspect = 'carried_over';
