-- What the events say is looked up one by one: a join would read all events.
select kind, state, occurred_on, (select data from council_projected.events where events.id = event_id) as data
from adopted order by occurred_on, product_id collate "C" limit :most::bigint
