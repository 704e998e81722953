-- Changes of the year's list after it was adopted (OP12). Each names several States, so only the Committee reads it.
select
    event_id as id, 'change' as kind, added || removed as states, synthetic,
    true as seen, :inside::boolean as readable, array[event_id] as events
from council_projected.programmes
where year = :year::bigint and stage = 'changed'
    and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
