select distinct on (id collate "C") id, array[state] as states, array[event_id] as events, code, result, old,
    in_need.state is not null as need
from findings left join in_need using (state, code)
where id collate "C" > :after::text
    and (:among::text = '' or (seen and (:among::text = 'seen' or code = :name::text)))
order by id collate "C", code = 'other' desc
limit :limit::bigint
