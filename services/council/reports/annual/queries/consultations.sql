-- Informal consultations of the Council on the work of the Committee that were held in the period (OP18): the days on
-- which their obligation was met, each as last told.
select distinct occurred_on as held_on, synthetic
from (
    select distinct on (obligation_id) stage, occurred_on, synthetic
    from council_projected.obligations
    where starts_with(obligation_id, 'informal-consultations-')
        and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by obligation_id, recorded_at desc, position desc
) as told
where stage = 'met' and occurred_on >= :first_day::date
order by held_on
