-- What the events say is looked up one by one: a join would read all events.
select kind, occurred_on, cardinality(invited) as invited, cardinality(attended) as attended,
    (select data from council_projected.events where events.id = event_id) as data
from held order by occurred_on, meeting_id collate "C" limit :most::bigint
