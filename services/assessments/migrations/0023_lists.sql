-- Each list finds what its reader may see, and what a filter asks for, without passing over the rows of others.
-- They are in the order in which the service locks its tables: an older copy may be writing.
select make_list('assessments', 'parties');
select make_list('recommendations', 'parties', 'themes');
select make_list('corrections', 'parties');
select make_list('report_consents', 'parties');
select make_list('products', 'parties', 'themes');
select make_list('merged_visits', 'parties');
select make_list('visits', 'parties');
select make_list('visit_overlaps', 'parties');
select make_list('programmes', 'parties');
select make_list('consents', 'parties');
select make_list('visit_requests', 'parties');
select make_list('record_corrections', 'parties');

-- What one publisher can fill has an index for each filter. Other tables have one for filters that many rows do not pass.
create index on visits (state, id);
create index on visits (kind, id);
create index on visits (status, id);
create index on visits (body, id);
create index on visits (year, id);
create index on visit_overlaps (status, id);
