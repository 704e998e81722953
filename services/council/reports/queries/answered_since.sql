-- What came of needs after `:since` and by the cut-off (OP25): each need once for each thing that was done about it.
select stage, count(distinct recommendation_id) as needs, bool_or(synthetic) as synthetic
from (
    select recommendation_id, stage, occurred_on, recorded_at, event_id, synthetic from council_projected.cases
    union all
    select recommendation_id, 'part_delivered', delivered_on, recorded_at, event_id, synthetic
    from council_projected.case_parts
    where status = 'delivered'
) as done
where occurred_on > :since::date and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    and event_id <> all(:unread::text[])
group by stage
