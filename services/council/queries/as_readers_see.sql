-- Of each `one`, with its assessment, what its reader may see now (rule 11): a page of it.
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
