-- The latest finding of each State on each provision at the cut-off, of the assessments that stand. What names
-- none of the provisions is `other`, and there each wording is a provision of its own. Of several in
-- one assessment the least favourable holds. After `recommendations.sql`.
, named as (
    -- What the wordings used mean: services/council/reports/thematic/reading.py.
    select * from unnest(:wordings::text[], :codes::text[]) as each (wording, code)
),
findings as materialized (
    select distinct on (one.state, code, case when code = 'other' then one.provision end)
        one.finding_id as id, one.assessment_id, one.state, code, one.result, one.event_id, one.synthetic,
        one.good_practice, one.shortfall, assessments.submitted_to_ctc_on < :five_years_before::date as old
    from assessments
    join council_projected.findings as one using (assessment_id, event_id)
    join named on named.wording = one.provision
    where one.state = any(:members::text[])
    order by one.state, code, case when code = 'other' then one.provision end,
        assessments.submitted_to_ctc_on desc, one.assessment_id desc,
        array_position(array['none', 'partial', 'full'], one.result), one.finding_id
),
shown as (
    -- Now, for what the report's audience may see (rule 11).
    select thing_id as id,
        (array_agg(audience order by recorded_at desc, position desc))[1] = any(:seen_by::text[]) as seen
    from council_projected.disclosures
    where of in ('finding', 'part')
    group by thing_id
),
seen_findings as materialized (
    select findings.*, coalesce(shown.seen, false) as seen from findings left join shown using (id)
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
