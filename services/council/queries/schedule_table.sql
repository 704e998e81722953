-- What the events say is looked up one by one: a join would read all events.
select *, (select data from council_projected.events where events.id = event_id) as data from (
    select visit_id as id, state, kind, planned_start, agreed_on, event_id from schedule
    order by planned_start collate "C", visit_id collate "C" limit :most::bigint
) as shown
order by planned_start collate "C", shown.id collate "C"
