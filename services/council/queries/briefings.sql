-- UNOCT's briefings, and the meetings with it, in the period (OP24, OP25): those held, with their invitation.
select id, kind, held_on, invited_on, speaker, events, synthetic
from (
    select briefing_id as id,
        (array_agg(kind order by recorded_at desc, position desc))[1] as kind,
        min(occurred_on) filter (where stage = 'held') as held_on,
        min(occurred_on) filter (where stage = 'invited') as invited_on,
        (array_agg(speaker order by recorded_at desc, position desc) filter (where stage = 'held'))[1] as speaker,
        array_agg(event_id order by recorded_at, position) as events,
        bool_or(synthetic) as synthetic
    from council_projected.briefings
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    group by briefing_id
) as each
where held_on >= :first_day::date
order by held_on, id
