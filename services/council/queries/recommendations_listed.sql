select live.id, array[live.state] as states, array[live.event_id] as events,
    live.status is not null as assessed, live.status = 'implemented' as implemented,
    array_position(:scale::text[], live.status) > array_position(:scale::text[], live.before) as improved,
    live.taken_up as cases_taken_up
from (
    select * from live
    where id > :after::text
        and case :among::text
            when 'theme' then seen and :name::text = any(themes)
            when 'region' then seen and state = any(:states::text[])
            when 'improved' then status is not null and before is not null
            when 'cases_taken_up' then wanted
            else true
        end
    order by id collate "C"
) as live
cross join lateral (
    select audience, parties from council_projected.disclosures
    where thing_id = live.id
    order by recorded_at desc, position desc limit 1
) as now
where now.audience = any(:levels::text[]) or now.parties && :parties::text[] or live.state = any(:own::text[])
order by live.id collate "C"
limit :limit::bigint
