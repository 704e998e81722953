-- Keys and indexes of the tables of 0002: by thing for what is counted, by State for `GET /states/KEN`.

create index visits_merged on visits (visit_id) where stage = 'merged';
create index recommendations_amended on recommendations (recommendation_id, recorded_at desc, position desc) where amends;

alter table programmes add primary key (id);
create index programmes_year on programmes (year, recorded_at desc, position desc);

alter table requests add primary key (id);
create index requests_thing on requests (request_id, recorded_at desc, position desc);
create index requests_state on requests (state, request_id, recorded_at desc, position desc);

alter table consents add primary key (id);
create index consents_thing on consents (consent_id, recorded_at desc, position desc);
create index consents_state on consents (state, consent_id, recorded_at desc, position desc);

alter table assessment_stages add primary key (id);
create index assessment_stages_thing on assessment_stages (assessment_id, stage, occurred_on);

alter table products add primary key (id);
create index products_thing on products (product_id, recorded_at desc, position desc);
create index products_state on products (state, product_id, recorded_at desc, position desc);

alter table meetings add primary key (id);
create index meetings_thing on meetings (meeting_id, recorded_at desc, position desc);
create index meetings_invited on meetings using gin (invited);

alter table obligations add primary key (id);
create index obligations_thing on obligations (obligation_id, recorded_at desc, position desc);
