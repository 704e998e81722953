-- In a file of their own: a rebuild loads the tables first, and indexes them once they are full.

create index events_causation on events (causationid);
create index events_correlation on events (correlationid);
create index events_subject on events (subject, time, position);
create index visits_thing on visits (visit_id, recorded_at desc, position desc);
create index visits_state on visits (state);
create index assessments_thing on assessments (assessment_id, recorded_at desc, position desc);
create index assessments_state on assessments (state);
create index recommendations_thing on recommendations (recommendation_id, recorded_at desc, position desc);
create index recommendations_assessment on recommendations (assessment_id);
create index statuses_thing on statuses (recommendation_id, aspect, recorded_at desc, position desc);
create index disclosures_thing on disclosures (thing_id, recorded_at desc, position desc);
create index followups_thing on followups (followup_id, recorded_at desc, position desc);
create index followups_state on followups (state);
create index cases_thing on cases (case_id, recorded_at desc, position desc);
create index cases_recommendation on cases (recommendation_id);
