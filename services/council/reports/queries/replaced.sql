-- Events that no longer hold, since the record of which they tell was put right by the freeze (rule 4). The correction
-- itself tells them again.
select told.id
from council_projected.corrections as correction
cross join lateral unnest(replaced_types, replaced_things, replaced_days) as replaced (type, thing, day)
-- Apart by `offset 0`, so that an index is walked for each.
cross join lateral (
    select id from council_projected.events as event
    where event.thing = replaced.thing and event.type = replaced.type
        and (replaced.day = '' or event.occurred_on = replaced.day::date)
        and (event.time, event.position) < (correction.recorded_at, correction.position)
    offset 0
) as told
where correction.recorded_at <= :freeze::timestamptz and correction.event_id <> all(:unread::text[])
order by told.id
