-- Of the table of 0012: by the assessment for what is counted, by State for its file.

alter table report_consents add primary key (id);
create index report_consents_thing on report_consents (assessment_id, recorded_at desc, position desc);
create index report_consents_state on report_consents (state, assessment_id, recorded_at desc, position desc);
