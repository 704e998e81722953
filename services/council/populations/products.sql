-- Surveys and analytical products that the Committee adopted in the period, and that were not withdrawn by the cut-off.
with latest as (
    select distinct on (product_id) product_id, state, kind, stage, occurred_on, event_id, synthetic
    from council_projected.products
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by product_id, recorded_at desc, position desc
),
now as (
    -- For whom it was adopted or last disclosed: now, and as the edition reads it (rule 11).
    select thing_id as product_id,
        (array_agg(audience order by recorded_at desc, position desc))[1] as audience,
        (array_agg(parties::text order by recorded_at desc, position desc))[1]::text[] as parties,
        (array_agg(audience order by recorded_at desc, position desc) filter (
            where recorded_at <= :disclosed_by::timestamptz and event_id <> all(:unread_by_disclosed_by::text[])
        ))[1] as audience_then
    from council_projected.disclosures
    where thing_id in (select product_id from latest)
    group by thing_id
),
taken_back as (
    select product_id, bool_or(
        recorded_at <= :disclosed_by and event_id <> all(:unread_by_disclosed_by)
    ) as is_hidden
    from council_projected.products
    where stage = 'withdrawn'
    group by product_id
)
select
    product_id as id, 'product' as kind, array_remove(array[latest.state], null) as states, synthetic,
    coalesce(now.audience_then = any(:seen_by::text[]), false)
        and (taken_back.is_hidden is not true or 'committee' = any(:seen_by)) as seen,
    :inside::boolean or coalesce(latest.state = any(:own::text[]), false) or coalesce(
        (now.audience = any(:levels::text[]) or now.parties && :parties::text[])
        and taken_back.product_id is null, false
    ) as readable,
    array[event_id] as events,
    kind as product_kind, occurred_on as adopted_on
from latest
left join now using (product_id)
left join taken_back using (product_id)
where stage = 'adopted' and occurred_on >= :first_day::date
