-- UNOCT's briefings, and the meetings with it, that were held in the period, with their invitation (OP24, OP25). That
-- they were held is everybody's to know. Each of them is the Committee's and UNOCT's, and their events are the Committee's.
with known as (
    select briefing_id,
        (array_agg(kind order by recorded_at desc, position desc))[1] as kind,
        min(occurred_on) filter (where stage = 'held') as held_on,
        min(occurred_on) filter (where stage = 'invited') as invited_on,
        (array_agg(speaker order by recorded_at desc, position desc) filter (where stage = 'held'))[1] as speaker,
        array_agg(event_id order by recorded_at, position) as events,
        bool_or(synthetic) as synthetic
    from council_projected.briefings
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    group by briefing_id
)
select
    briefing_id as id, replace(kind, '_', ' ') as kind, '{}'::text[] as states, synthetic,
    true as seen, :inside::boolean or 'body:unoct' = any(:parties::text[]) as readable,
    case when :inside::boolean then events else '{}' end as events,
    kind as briefing_kind, held_on, invited_on, speaker
from known
where held_on >= :first_day::date
