select id, array[state] as states, events, on_time
from follow_ups
where id collate "C" > :after::text and (:inside::boolean or state = any(:own::text[]))
order by id collate "C"
limit :limit::bigint
