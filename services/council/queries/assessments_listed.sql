select completed.assessment_id as id, array[completed.state] as states, array[completed.event_id] as events,
    coalesce(itself and everything, false) as reports_released_full,
    coalesce(itself and not everything, false) as reports_released_part
from completed
left join released using (assessment_id)
cross join lateral (
    select audience, parties from council_projected.disclosures
    where thing_id = completed.assessment_id
    order by recorded_at desc, position desc limit 1
) as now
where completed.assessment_id collate "C" > :after::text
    and (
        :inside::boolean or completed.state = any(:own::text[])
        or ((now.audience = any(:levels::text[]) or now.parties && :parties::text[]) and not (
            select withdrawn from council_projected.assessments as latest
            where latest.assessment_id = completed.assessment_id
            order by recorded_at desc, position desc limit 1
        ))
    )
order by completed.assessment_id collate "C"
limit :limit::bigint
