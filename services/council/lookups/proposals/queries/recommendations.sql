-- Of each State the live recommendations of high priority that CTED has not assessed as implemented (rule 6).
with assessed as (
    select recommendation_id,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc))[1] as status
    from council_projected.statuses
    where aspect = 'assessed'
    group by recommendation_id
)
select state, count(*) as open, bool_or(synthetic) as synthetic,
    (array_agg(recommendation_id order by occurred_on desc, recommendation_id))[1:20] as ids
from council.known_recommendations('infinity', 'infinity', '{}', null, null)
left join assessed using (recommendation_id)
where is_live and priority = 'high' and status is distinct from 'implemented'
group by state
