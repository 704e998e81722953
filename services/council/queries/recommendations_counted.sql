select 'all' as among, '' as name, count(*) as live, count(status) as assessed,
    count(*) filter (where status = 'implemented') as implemented,
    count(*) filter (where status is not null and before is not null) as assessed_twice,
    count(*) filter (where array_position(:scale::text[], status) > array_position(:scale::text[], before)) as risen,
    count(*) filter (where wanted) as wanted,
    count(*) filter (where wanted and taken_up) as taken_up,
    coalesce(bool_or(synthetic), false) as synthetic
from live
union all
select 'state', state, count(*), count(status), count(*) filter (where status = 'implemented'), 0, 0, 0, 0, false
from live where seen
group by state
union all
select 'theme', theme, count(*), count(status), count(*) filter (where status = 'implemented'), 0, 0, 0, 0, false
from live, lateral (select distinct unnest(themes) as theme) as each where seen
group by theme
