-- Each list finds what its reader may see, and what a filter asks for, without passing over the rows of others.
select make_list('publishers', 'parties');
select make_list('subscriptions', 'parties');
