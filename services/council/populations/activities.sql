-- Activities of the period: work that is no visit, report or meeting (OP17, OP18). Everybody may know how many there were;
-- what each was is for its audience.
with latest as (
    select distinct on (activity_id)
        activity_id, kind, paragraph, themes, occurred_on, event_id, synthetic
    from council_projected.activities
    where recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by activity_id, recorded_at desc, position desc
),
now as (
    -- For whom it is now, and as the edition reads it (rule 11): it may have been logged for too many.
    select activity_id,
        (array_agg(audience order by recorded_at desc, position desc))[1] as audience,
        (array_agg(audience order by recorded_at desc, position desc) filter (
            where recorded_at <= :disclosed_by::timestamptz and event_id <> all(:unread_by_disclosed_by::text[])
        ))[1] as audience_then
    from council_projected.activities
    group by activity_id
),
withdrawn as (
    -- Off the log: from that day on it is not counted, and only the Committee sees what it was (rule 8).
    select latest.activity_id,
        bool_or(
            told.occurred_on <= :cut_off::date and told.time <= :freeze and told.id <> all(:unread)
        ) as is_uncounted,
        bool_or(
            told.time <= :disclosed_by::timestamptz and told.id <> all(:unread_by_disclosed_by::text[])
        ) as is_hidden
    from latest
    join council_projected.events as told on told.thing = latest.activity_id and told.type = 'activity.withdrawn.v1'
    group by latest.activity_id
)
select
    activity_id as id, 'activity' as kind, '{}'::text[] as states, synthetic,
    coalesce(now.audience_then = any(:seen_by::text[]), false)
        and (withdrawn.is_hidden is not true or 'committee' = any(:seen_by)) as seen,
    :inside::boolean or (now.audience = any(:levels::text[]) and withdrawn.activity_id is null) as readable,
    array[event_id] as events,
    kind as activity_kind, paragraph, themes, occurred_on as held_on
from latest
join now using (activity_id)
left join withdrawn using (activity_id)
where occurred_on between :first_day::date and :cut_off and withdrawn.is_uncounted is not true
