-- Each list finds what its reader may see, and what a filter asks for, without passing over the rows of others.
-- They are in the order in which the service locks its tables: an older copy may be writing.
select make_list('projects', 'parties', 'states', 'themes', 'recommendations');
select make_list('cases', 'parties', 'themes');
select make_list('recommendations', 'parties', 'themes');
select make_list('duplications', 'parties', 'project_ids');
select make_list('briefings', 'parties');
select make_list('steps', 'parties');
select make_list('record_corrections', 'parties');

-- What one publisher can fill has an index for each filter. Other tables have one for filters that many rows do not pass.
create index on projects (kind, id);
create index on projects (status, id);
create index on projects (reference);
create index on duplications (state, id);
create index on duplications (status, id);
create index on recommendations (state, id);
create index on cases (assessment_id);
create index on cases (project_id);
