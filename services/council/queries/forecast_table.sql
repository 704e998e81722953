-- What the events of obligations say is looked up one by one: a join would read all events.
select kind, state, day, done_by is not null as done, synthetic,
    case when kind = 'obligation' then (select data from council_projected.events where events.id = event_id) end as data
from forecast order by day collate "C", kind, id collate "C" limit :most::bigint
