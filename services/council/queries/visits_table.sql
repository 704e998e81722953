-- What the events say is looked up one by one: a join would read all events.
select state, kind, to_char(ended_on, 'YYYY-MM-DD') as ended_on, to_the_day, components, synthetic,
    (select data from council_projected.events where events.id = event_id) as data
from visits where ended_on between :first_day::date and :cut_off::date
order by ended_on, visit_id collate "C" limit :most::bigint
