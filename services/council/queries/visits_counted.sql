-- In each unit, for each period that begins with one of `:since` and ends with the cut-off.
select period.since,
    count(distinct mission_id) filter (where mission_ended_on between period.since and :cut_off::date) as missions,
    count(*) filter (where ended_on between period.since and :cut_off) as visits,
    coalesce(sum(components) filter (where ended_on between period.since and :cut_off), 0)::bigint as components,
    count(distinct state) filter (where ended_on between period.since and :cut_off) as states,
    coalesce(array_agg(distinct state) filter (where ended_on <= :cut_off), '{}') as ever,
    coalesce(bool_or(synthetic) filter (where ended_on <= :cut_off), false) as synthetic
from unnest(:since::date[]) as period (since) left join visits on true
group by period.since
