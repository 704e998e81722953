-- The events of the cases of a page of needs.
select recommendation_id as id, event_id from council_projected.cases
where recommendation_id = any(:ids::text[])
    and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
order by recommendation_id, recorded_at, position
