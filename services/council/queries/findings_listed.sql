select one.id, array[one.state] as states, array[one.event_id] as events, one.code, one.result, one.old, one.need
from (
    select distinct on (id collate "C") findings.*, in_need.state is not null as need
    from findings left join in_need using (state, code)
    where id collate "C" > :after::text
        and (:among::text <> 'provision' or (seen and code = :name::text))
    order by id collate "C", code = 'other' desc
) as one
