select 'all' as among, '' as name, count(*) as wanted, count(*) filter (where offered) as offered,
    count(*) filter (where taken_up) as taken_up, count(*) filter (where delivered) as delivered,
    count(*) filter (where declined) as declined, count(*) filter (where seen) as seen, count(days) as measured,
    (array_agg(days order by days) filter (where days is not null))
        [(count(days) + 1) / 2 : count(days) / 2 + 1] as middle,
    coalesce(bool_or(synthetic), false) as synthetic
from needs
union all
select 'pillar', coalesce(pillar::text, 'none'), count(*), count(*) filter (where offered),
    count(*) filter (where taken_up), count(*) filter (where delivered), count(*) filter (where declined),
    count(*), 0, null, false
from needs where seen
group by pillar
union all
select 'state', state, count(*), count(*) filter (where offered),
    count(*) filter (where taken_up), count(*) filter (where delivered), count(*) filter (where declined),
    count(*), 0, null, false
from needs where seen
group by state
order by among, name
