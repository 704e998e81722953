-- Keys and indexes of the facts, apart from the tables: a rebuild makes them once the tables are full.
-- The key of `events` sees to it that all rows of an event stand once, so that the larger tables need none.

alter table events add primary key (id);
create index events_thing on events (thing);
create index events_parent on events (parent);
create index events_position on events (topic, partition, position);

alter table visits add primary key (id);
create index visits_thing on visits (visit_id, recorded_at desc, position desc);
create index visits_state on visits (state, visit_id, recorded_at desc, position desc);

alter table assessments add primary key (id);
create index assessments_thing on assessments (assessment_id, recorded_at desc, position desc);
create index assessments_state on assessments (state, assessment_id, recorded_at desc, position desc);

create index recommendations_thing on recommendations (recommendation_id, recorded_at desc, position desc);
create index recommendations_assessment on recommendations (assessment_id);
create index recommendations_state on recommendations (state, recommendation_id, recorded_at desc, position desc);

create index statuses_thing on statuses (recommendation_id, aspect, recorded_at desc, position desc);

create index disclosures_thing on disclosures (thing_id, recorded_at desc, position desc);
create index disclosures_event on disclosures (event_id);

alter table followups add primary key (id);
create index followups_thing on followups (followup_id, recorded_at desc, position desc);
create index followups_state on followups (state, followup_id, recorded_at desc, position desc);

alter table cases add primary key (id);
create index cases_thing on cases (case_id, recorded_at desc, position desc);
create index cases_recommendation on cases (recommendation_id);
create index cases_state on cases (state, case_id, recorded_at desc, position desc);

create index duties_thing on duties (duty_id, recorded_at desc, position desc);
create index duties_assessment on duties (assessment_id);
-- The calendar, in order of day; `ended` has no day of its own (services/council/calendar.py).
create index duties_due on duties (coalesce(due_on, 'infinity'), duty_id) where stage <> 'ended';
create index duties_state on duties (state, coalesce(due_on, 'infinity'), duty_id) where stage <> 'ended';
