-- The events from which a page of recommendations was counted, beside those that made them.
select recommendation_id as id, event_id, 'status' as what from council_projected.statuses
where recommendation_id = any(:ids::text[]) and aspect = 'assessed'
    and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
union all
select recommendation_id, event_id, 'case' from council_projected.cases
where recommendation_id = any(:ids::text[]) and stage in ('taken_up', 'delivered')
    and occurred_on <= :cut_off and recorded_at <= :freeze
order by id, event_id
