-- The practical steps of CTED and UNOCT, as they stand at the cut-off (OP24). One that concerns a single State is the
-- UN's and that State's; the events of all are the Committee's. The owner's code is its name in small letters.
-- It may have been told without its State first: who may know of it goes by what is known now, and as the edition reads it (rule 11).
with known as (
    select * from council_projected.steps
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
),
latest as (
    select *
    from (
        select distinct on (step_id) step_id, title, owner, due_on, indicator, state, synthetic
        from known
        order by step_id, recorded_at desc, position desc
    ) as latest
    join (
        select step_id, min(occurred_on) filter (where stage = 'done') as done_on,
            array_agg(event_id order by recorded_at, position) as events
        from known
        group by step_id
    ) as history using (step_id)
),
now as (
    select step_id,
        (array_agg(state order by recorded_at desc, position desc))[1] as of_state,
        (array_agg(state order by recorded_at desc, position desc) filter (
            where recorded_at <= :disclosed_by::timestamptz and event_id <> all(:unread_by_disclosed_by::text[])
        ))[1] as of_state_then
    from council_projected.steps
    group by step_id
)
select
    step_id as id, 'step' as kind, array_remove(array[state], null) as states, synthetic,
    now.of_state_then is null or 'un' = any(:seen_by::text[]) as seen,
    :inside::boolean or now.of_state is null or now.of_state = any(:own::text[]) or 'un' = any(:levels::text[])
        or 'body:unoct' = any(:parties::text[]) as readable,
    case when :inside then events else '{}' end as events,
    done_on is not null as is_done,
    owner, trim(both '-' from regexp_replace(lower(owner), '[^a-z0-9]+', '-', 'g')) as owner_code,
    title, due_on, indicator, done_on
from latest
join now using (step_id)
