select one.id, array[one.state] as states, array[one.event_id] as events, one.code, one.result, one.old, one.need
from (
    select distinct on (id collate "C") findings.*, in_need.state is not null as need
    from findings left join in_need using (state, code)
    where id collate "C" > :after::text
        and (:among::text <> 'provision' or (seen and code = :name::text))
    order by id collate "C", code = 'other' desc
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
