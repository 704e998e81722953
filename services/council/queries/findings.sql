-- The latest finding of each State on each provision at the cut-off, of the assessments that stand, and the
-- live recommendations. What names none of the provisions is `other`, and there each wording is a provision
-- of its own. Of several in one assessment the least favourable holds. One that the report's audience may see is
-- replaced by none that it may not: else a State's absence would tell that there is one (rule 12). After `made.sql`.
statuses as (
    select recommendation_id as id,
        (array_agg(value order by occurred_on desc, recorded_at desc, position desc)
            filter (where aspect = 'assessed'))[1] as status,
        bool_or(aspect = 'closed') as closed
    from council_projected.statuses
    where aspect in ('assessed', 'closed') and occurred_on <= :cut_off and recorded_at <= :freeze
    group by recommendation_id
),
shown as (
    -- Now, to what the report's audience may see (rule 11).
    select distinct on (thing_id) thing_id as id, audience, parties, audience = any(:seen_by::text[]) as seen
    from council_projected.disclosures
    where of in ('recommendation', 'finding', 'part') and recorded_at <= :disclosed_by::timestamptz
    order by thing_id, recorded_at desc, position desc
),
live as materialized (
    select made.id, made.state, made.themes, made.provision, made.assistance_needed, made.synthetic, statuses.status,
        coalesce(shown.seen, false) and made.assessment_id not in (select assessment_id from withdrawn) as seen
    from made left join statuses using (id) left join shown using (id)
    where statuses.closed is not true
),
named as (
    -- What the wordings used mean: services/council/reports/thematic/reading.py.
    select wording, code, case when code = 'other' then wording end as itself
    from unnest(:wordings::text[], :codes::text[]) as each (wording, code)
),
found as materialized (
    -- Those that the asker may see; who counts sees all.
    select one.finding_id as id, assessment_id, one.state, named.code, named.itself, one.result, event_id,
        one.synthetic, one.good_practice, one.shortfall, assessments.submitted_to_ctc_on as submitted_on,
        coalesce(shown.seen, false) and assessment_id not in (select assessment_id from withdrawn) as seen
    from assessments
    join council_projected.findings as one using (assessment_id, event_id)
    join named on named.wording = one.provision
    left join shown on shown.id = one.finding_id
    where one.state = any(:members::text[]) and (
        :inside::boolean or one.state = any(:own::text[])
        or ((shown.audience = any(:levels::text[]) or shown.parties && :parties::text[])
            and assessment_id not in (select assessment_id from withdrawn)))
),
latest as (
    select state, code, itself, bool_or(seen) as seen,
        coalesce(max(submitted_on) filter (where seen), max(submitted_on)) as submitted_on
    from found group by state, code, itself
),
findings as materialized (
    select distinct on (found.state, found.code, found.itself)
        found.*, found.submitted_on < :five_years_before::date as old
    from found
    join latest on (found.state, found.code, found.seen, found.submitted_on)
        = (latest.state, latest.code, latest.seen, latest.submitted_on)
        and found.itself is not distinct from latest.itself
    order by found.state, found.code, found.itself, found.assessment_id desc,
        array_position(array['none', 'partial', 'full'], found.result), found.id
),
in_need as (
    -- States with a live recommendation, on the provision or its themes, that needs assistance.
    select live.state, code from live join named on named.wording = live.provision
    where live.seen and live.assistance_needed
    union
    select live.state, code
    from live, unnest(live.themes) as theme
    join unnest(:themes::text[], :codes_of_themes::text[]) as of_themes (theme, code) using (theme)
    where live.seen and live.assistance_needed
)
