-- What was recorded by the freeze of an edition and read after it was made, as far as the places that had been read
-- then (`:places`, an object of JSON) are still those of this transport: each holds an event of that day or before.
-- A name of three parts is the place of a dead letter that was open then.
-- A journal is in order of time but for moments, so that a day after the freeze there is no more.
with places as (
    select name, split_part(name, '/', 1) as topic, split_part(name, '/', 2)::bigint as partition,
        place::bigint as position, split_part(name, '/', 3) <> '' as left_open
    from json_each_text(:places::text::json) as each (name, place)
),
known as (
    select coalesce((
        select (event.time at time zone 'America/New_York')::date <= :made_on::date
        from council_projected.events as event
        where (event.topic, event.partition, event.position) = (places.topic, places.partition, places.position)
    ), false) as still
    from places where not left_open
),
later as (
    select reached.topic, reached.partition, coalesce(places.position, -1) as after
    from council.read_positions() as reached
    left join (select * from places where not left_open) as places using (topic, partition)
    where (select bool_and(still) from known)
),
-- Where each partition's day after the freeze ends. Looked up once a partition: for each event it would be the square.
bounds as materialized (
    select later.*, coalesce((
        select position from council_projected.events as next
        where next.topic = later.topic and next.partition = later.partition and next.position > later.after
            and next.time > :freeze::timestamptz + interval '1 day'
        order by position limit 1
    ), 9223372036854775807) as before
    from later
)
-- Each subquery stays apart by `offset 0`: an index is walked for each partition and place, and no table is read whole.
select late.id
from bounds cross join lateral (
    select id from council_projected.events as event
    where event.topic = bounds.topic and event.partition = bounds.partition
        and event.position > bounds.after and event.position < bounds.before and event.time <= :freeze::timestamptz
    offset 0
) as late
union
select late.id
from (select * from places where left_open and (select bool_and(still) from known)) as places cross join lateral (
    select id from council_projected.events as event
    where event.topic = places.topic and event.partition = places.partition and event.position = places.position
        and event.time <= :freeze::timestamptz
    offset 0
) as late
order by id
