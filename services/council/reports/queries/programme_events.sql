-- What the events say is looked up one by one: a join would read all events.
select (select data from council_projected.events where events.id = programmes.event_id) as data
from council_projected.programmes
where year = :year::bigint and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    and event_id <> all(:unread::text[])
order by occurred_on, recorded_at, position
