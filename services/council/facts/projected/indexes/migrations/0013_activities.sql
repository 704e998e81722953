-- Of the table of 0013, by what is counted.

alter table activities add primary key (id);
create index activities_thing on activities (activity_id, recorded_at desc, position desc);
