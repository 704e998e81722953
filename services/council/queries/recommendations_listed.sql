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
cross join lateral (
    select audience, parties from council_projected.disclosures
    where thing_id = one.id
    order by recorded_at desc, position desc limit 1
) as now
where :inside::boolean or one.state = any(:own::text[])
    or ((now.audience = any(:levels::text[]) or now.parties && :parties::text[]) and not (
        select withdrawn from council_projected.assessments as latest
        where latest.assessment_id = one.assessment_id
        order by recorded_at desc, position desc limit 1
    ))
order by one.id collate "C"
limit :limit::bigint
