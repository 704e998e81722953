-- What the State agreed to is public.
select visit_id as id, array[state] as states, array[event_id] as events, true as numerator from schedule
where visit_id collate "C" > :after::text and (days is not null or not :measured::boolean)
order by visit_id collate "C"
limit :limit::bigint
