select 'recommendations' as among, '' as name, count(*) as counted, count(status) as first,
    count(*) filter (where status = 'implemented') as second, count(*) filter (where seen) as seen,
    0::bigint as third, 0::bigint as need, 0::bigint as old, 0::bigint as good, 0::bigint as short,
    null::text[] as states, coalesce(bool_or(synthetic), false) as synthetic
from live
union all
select 'theme', theme, count(*), count(status), count(*) filter (where status = 'implemented'), count(*),
    0, 0, 0, 0, 0, null, false
from live, lateral (select distinct unnest(themes) as theme) as each where seen
group by theme
union all
select 'findings', '', count(distinct id), count(distinct id) filter (where seen and code = 'other'),
    count(distinct id) filter (where seen and code <> 'other'),
    count(distinct id) filter (where seen), 0, 0, 0, 0, 0, array_agg(distinct state),
    coalesce(bool_or(synthetic), false)
from findings
union all
select 'provision', code, count(*), count(*) filter (where result = 'full'),
    count(*) filter (where result = 'partial'), count(*), count(*) filter (where result = 'none'),
    count(in_need.state), count(*) filter (where old), count(*) filter (where good_practice),
    count(*) filter (where shortfall), array_agg(state order by state), false
from findings left join in_need using (state, code)
where seen and code <> 'other'
group by code
