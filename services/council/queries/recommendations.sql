-- R: the live ones of the recommendations of `made.sql`, with the status that CTED assessed last (rule 6), now
-- and a year before.
statuses as (
    select recommendation_id as id,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'assessed'))[1] as status,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'assessed' and occurred_on <= :year_before::date))[1] as before,
        bool_or(aspect = 'closed') as closed
    from council_projected.statuses
    where aspect in ('assessed', 'closed') and occurred_on <= :cut_off and recorded_at <= :freeze
    group by recommendation_id
),
disclosed as (
    -- At the cut-off, for what the UN system has; and now, for what the report's audience may see (rule 11).
    select thing_id as id,
        (array_agg(audience order by recorded_at desc, position desc)
            filter (where occurred_on <= :cut_off and recorded_at <= :freeze))[1] = any(:un_and_wider::text[]) as released,
        (array_agg(audience order by recorded_at desc, position desc)
            filter (where recorded_at <= :disclosed_by::timestamptz))[1] = any(:seen_by::text[]) as seen
    from council_projected.disclosures
    where of in ('recommendation', 'part')
    group by thing_id
),
assisted as (
    -- An offer changes nothing: another body may make one while a project is under way.
    select distinct on (recommendation_id) recommendation_id as id, stage in ('taken_up', 'delivered') as taken_up
    from council_projected.cases
    where stage <> 'offered' and occurred_on <= :cut_off and recorded_at <= :freeze
    order by recommendation_id, recorded_at desc, position desc
),
live as materialized (
    select made.id, made.assessment_id, made.state, made.themes, made.event_id, made.amended_by, made.synthetic,
        statuses.status, statuses.before,
        made.needed and coalesce(disclosed.released, false) as wanted,
        coalesce(assisted.taken_up, false) as taken_up,
        coalesce(disclosed.seen, false) and made.assessment_id not in (select assessment_id from withdrawn) as seen
    from made
    left join statuses using (id)
    left join disclosed using (id)
    left join assisted using (id)
    where statuses.closed is not true
)
