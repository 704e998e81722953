-- What was counted, one row a `:unit`.
select key.id, array_agg(distinct state) as states, array_agg(distinct event_id) as events
from visits
cross join lateral generate_series(1, case when :unit = 'visit_components' then components else 1 end) as part (number)
cross join lateral (
    select case :unit::text
        when 'missions' then mission_id
        when 'states_visited' then state
        when 'visit_components' then visit_id || '/' || part.number
        else visit_id
    end as id
) as key
where case when :unit = 'missions' then mission_ended_on else ended_on end between :since::date and :cut_off::date
    and key.id collate "C" > :after::text
group by key.id
order by key.id collate "C"
limit :limit::bigint
