-- Of the table of 0013, by what a trace and a State's page begin with.
alter table corrections add primary key (id);
create index corrections_thing on corrections (thing_id);
create index corrections_state on corrections (state);
