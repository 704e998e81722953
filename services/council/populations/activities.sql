-- Activities of the period: work that is no visit, report or meeting (OP17, OP18). Everybody may know how many there were;
-- what each was is for its audience.
with latest as (
    select distinct on (activity_id)
        activity_id, kind, paragraph, themes, audience, occurred_on, event_id, synthetic
    from council_projected.activities
    where recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by activity_id, recorded_at desc, position desc
)
select
    activity_id as id, 'activity' as kind, '{}'::text[] as states, synthetic,
    audience = any(:seen_by::text[]) as seen, :inside::boolean or audience = any(:levels::text[]) as readable,
    array[event_id] as events,
    kind as activity_kind, paragraph, themes, occurred_on as held_on
from latest
where occurred_on between :first_day::date and :cut_off::date
