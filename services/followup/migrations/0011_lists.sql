-- Each list finds what its reader may see, and what a filter asks for, without passing over the rows of others.
-- They are in the order in which the service locks its tables: an older copy may be writing.
select make_list('cycles', 'parties');
select make_list('recommendations', 'parties');
select make_list('responses', 'parties');
select make_list('meetings', 'parties');
select make_list('record_corrections', 'parties');
