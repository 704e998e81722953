select one.id, array[one.state] as states, array_remove(array[one.event_id, one.amended_by], null) as events,
    one.offered, one.taken_up, one.delivered, one.declined
from (
    select * from needs
    where id collate "C" > :after::text
        and case :among::text
            when 'pillar' then seen and coalesce(pillar::text, 'none') = :name::text
            when 'days' then days is not null
            else true
        end
    order by id collate "C"
) as one
