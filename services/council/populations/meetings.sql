-- Meetings of the Committee's follow-up, of any kind, that were held in the period (OP16, OP17). A State that was invited
-- does not learn who else was.
with latest as (
    select distinct on (meeting_id) meeting_id, kind, stage, invited, attended, occurred_on, event_id, synthetic
    from council_projected.meetings
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by meeting_id, recorded_at desc, position desc
)
select
    meeting_id as id, 'meeting' as kind,
    case when :inside::boolean then invited else array(select unnest(invited) intersect select unnest(:own::text[])) end as states,
    synthetic,
    true as seen, :inside::boolean or invited && :own::text[] as readable, array[event_id] as events,
    kind as meeting_kind, occurred_on as held_on, attended
from latest
where stage = 'held' and occurred_on >= :first_day::date
