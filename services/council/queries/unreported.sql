-- Visits that took place, of kinds that lead to a report, on which no final report rests. After `standing`.
, reported_on as (
    select visit_id from standing where visit_id is not null
    union
    select merged.whole from standing join merged using (visit_id)
),
unreported as (
    select visit_id, state, event_id, synthetic from visits
    where kind = any(:with_report::text[]) and ended_on <= :cut_off and visit_id not in (select visit_id from reported_on)
)
