-- Of each State the live recommendations of high priority that CTED has not assessed as implemented (rule 6).
with replaced as (
    -- What a correction has told again since (rule 4).
    select told.thing, told.day, correction.recorded_at, correction.position
    from council_projected.corrections as correction
    cross join lateral unnest(replaced_types, replaced_things, replaced_days) as told (type, thing, day)
    where told.type = 'recommendation.assessed.v1'
),
assessed as (
    select recommendation_id,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc))[1] as status
    from council_projected.statuses as said
    where aspect = 'assessed' and not exists (
        select from replaced
        where replaced.thing = said.recommendation_id and (replaced.day = '' or replaced.day::date = said.occurred_on)
            and (said.recorded_at, said.position) < (replaced.recorded_at, replaced.position)
    )
    group by recommendation_id
)
select state, count(*) as open, bool_or(synthetic) as synthetic,
    (array_agg(recommendation_id order by occurred_on desc, recommendation_id))[1:20] as ids
from council.known_recommendations('infinity', 'infinity', '{}', null, null)
left join assessed using (recommendation_id)
where is_live and priority = 'high' and status is distinct from 'implemented'
group by state
