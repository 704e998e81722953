-- For whom it was adopted or last disclosed, unless it was withdrawn since.
select 'product' as kind, adopted.product_id as id, array_remove(array[adopted.state], null) as states,
    array[adopted.event_id] as events, true as numerator
from adopted
left join lateral (
    select audience, parties from council_projected.disclosures
    where thing_id = adopted.product_id
    order by recorded_at desc, position desc limit 1
) as now on true
where adopted.product_id collate "C" > :after::text
    and (
        :inside::boolean or adopted.state = any(:own::text[])
        or ((now.audience = any(:levels::text[]) or now.parties && :parties::text[]) and not exists (
            select from council_projected.products as later
            where later.product_id = adopted.product_id and later.stage = 'withdrawn'
        ))
    )
order by adopted.product_id collate "C"
limit :limit::bigint
