select one.id, array[one.state] as states, array_remove(array[one.event_id, one.amended_by], null) as events,
    one.status is not null as assessed,
    coalesce(one.status = 'implemented', false) as implemented,
    coalesce(array_position(:scale::text[], one.status) > array_position(:scale::text[], one.before), false) as improved,
    one.taken_up as cases_taken_up
from (
    select * from live
    where id collate "C" > :after::text
        and case :among::text
            when 'theme' then seen and :name::text = any(themes)
            when 'region' then seen and state = any(:states::text[])
            when 'improved' then status is not null and before is not null
            when 'cases_taken_up' then wanted
            else true
        end
    order by id collate "C"
) as one
