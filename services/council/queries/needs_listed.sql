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
