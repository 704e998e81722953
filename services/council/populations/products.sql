-- Surveys and analytical products that the Committee adopted in the period, and that were not withdrawn by the cut-off.
with latest as (
    select distinct on (product_id) product_id, state, kind, stage, occurred_on, event_id, synthetic
    from council_projected.products
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by product_id, recorded_at desc, position desc
),
now as (
    -- For whom it was adopted or last disclosed.
    select distinct on (thing_id) thing_id as product_id, audience, parties
    from council_projected.disclosures
    where thing_id in (select product_id from latest)
    order by thing_id, recorded_at desc, position desc
)
select
    product_id as id, 'product' as kind, array_remove(array[latest.state], null) as states, synthetic,
    true as seen,
    :inside::boolean or coalesce(latest.state = any(:own::text[]), false) or coalesce(
        (now.audience = any(:levels::text[]) or now.parties && :parties::text[])
        and product_id not in (select product_id from council_projected.products where stage = 'withdrawn'), false
    ) as readable,
    array[event_id] as events,
    kind as product_kind, occurred_on as adopted_on
from latest
left join now using (product_id)
where stage = 'adopted' and occurred_on >= :first_day::date
