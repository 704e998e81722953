-- How far each partition of each topic had been read: the index is walked from one to the next.
with recursive reached as (
    (
        select topic, partition, position from council_projected.events
        order by topic desc, partition desc, position desc limit 1
    )
    union all
    select next.topic, next.partition, next.position
    from reached cross join lateral (
        select topic, partition, position from council_projected.events as e
        where (e.topic, e.partition) < (reached.topic, reached.partition)
        order by topic desc, partition desc, position desc limit 1
    ) as next
)
select topic, partition, position from reached order by topic collate "C", partition
