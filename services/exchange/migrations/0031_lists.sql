-- Each list finds what its reader may see, and what a filter asks for, without passing over the rows of others.
-- They are in the order in which the service locks its tables: an older copy may be writing.
select make_list('publishers', 'parties');
select make_list('subscriptions', 'parties');
