-- Each list finds what its reader may see, and what a filter asks for, without passing over the rows of others.
-- They are in the order in which the service locks its tables: an older copy may be writing.
select make_list('obligations', 'parties');
select make_list('editions', 'parties');
select make_list('signals', 'parties');
select make_list('activities', 'parties', 'themes');
select make_list('record_corrections', 'parties');

create index on signals (state, id);
