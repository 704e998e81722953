-- Surveys and analytical products that the CTC adopted in the year, and that were not withdrawn by the cut-off.
with adopted as (
    select * from (
        select distinct on (product_id) product_id, state, kind, stage, occurred_on, event_id, synthetic
        from council_projected.products
        where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
        order by product_id, recorded_at desc, position desc
    ) as latest
    where stage = 'adopted' and occurred_on >= :first_day::date
)
