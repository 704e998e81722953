-- The latest finding of each Member State on each provision at the cut-off, of the assessments that stand, among those
-- that who asks may see. What names none of the provisions is `other`, and there each wording is a provision of its
-- own. Of several in one assessment the least favourable holds. One that the report's audience may see is replaced by
-- none that it may not: else a State's absence would tell that there is one (rule 12).
-- A row without a finding stands for each Member State and provision of which the audience may see none.
with latest as (
    select distinct on (assessment_id) assessment_id, event_id, withdrawn, submitted_to_ctc_on
    from council_projected.assessments
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by assessment_id, recorded_at desc, position desc
),
withdrawn as (
    -- By now: then nobody but the Committee sees anything of it, while what was counted stays counted (rule 8).
    select assessment_id from council_projected.assessments
    where withdrawn and 'committee' <> all(:seen_by::text[])
        and recorded_at <= :disclosed_by::timestamptz and event_id <> all(:unread_by_disclosed_by::text[])
),
shown as (
    -- Now, to what the report's audience may see (rule 11).
    select distinct on (thing_id) thing_id as finding_id, audience, parties, audience = any(:seen_by::text[]) as seen
    from council_projected.disclosures
    where of in ('finding', 'part') and recorded_at <= :disclosed_by and event_id <> all(:unread_by_disclosed_by)
    order by thing_id, recorded_at desc, position desc
),
named as (
    -- What the wordings used mean: services/council/reports/thematic.py.
    select wording, code, case when code = 'other' then wording end as itself
    from unnest(:wordings::text[], :codes::text[]) as each (wording, code)
),
found as materialized (
    select one.finding_id, assessment_id, one.state, named.code, named.itself, one.result, event_id,
        one.synthetic, one.good_practice, one.shortfall, latest.submitted_to_ctc_on as submitted_on,
        coalesce(shown.seen, false) and assessment_id not in (select assessment_id from withdrawn) as seen
    from latest
    join council_projected.findings as one using (assessment_id, event_id)
    join named on named.wording = one.provision
    left join shown using (finding_id)
    where not latest.withdrawn and latest.submitted_to_ctc_on <= :cut_off and one.state = any(:members::text[])
        and (
            :inside::boolean or one.state = any(:own::text[])
            or ((shown.audience = any(:levels::text[]) or shown.parties && :parties::text[])
                and assessment_id not in (select assessment_id from withdrawn))
        )
),
last as (
    select state, code, itself, bool_or(seen) as seen,
        coalesce(max(submitted_on) filter (where seen), max(submitted_on)) as submitted_on
    from found group by state, code, itself
),
standing as (
    select distinct on (found.state, found.code, found.itself) finding_id, found.state, found.code, result, event_id,
        synthetic, found.seen, good_practice, shortfall, found.submitted_on < :five_years_before::date as is_old
    from found
    join last on (found.state, found.code, found.seen, found.submitted_on)
        = (last.state, last.code, last.seen, last.submitted_on)
        and found.itself is not distinct from last.itself
    order by found.state, found.code, found.itself, found.assessment_id desc,
        array_position(array['none', 'partial', 'full'], result), finding_id
),
missing as (
    select member.state, provision.code
    from unnest(:members::text[]) as member (state) cross join unnest(:provisions::text[]) as provision (code)
    where (member.state, provision.code) not in (select state, code from standing where seen)
),
in_need as (
    -- States with a live recommendation on the provision that needs assistance: services/council/reports/thematic.py.
    select state, code from unnest(:states_in_need::text[], :codes_in_need::text[]) as each (state, code)
),
all_rows as (
    select finding_id as id, 'finding' as kind, state, synthetic, seen, array[event_id] as events, code, result,
        good_practice, shortfall, is_old, true as is_finding
    from standing
    union all
    select state, 'State', state, false, true, '{}'::text[], code, null, false, false, false, false
    from missing
)
select id, kind, array[state] as states, synthetic, seen, true as readable, events, state, code, result,
    good_practice, shortfall, is_old, (state, code) in (select state, code from in_need) as is_in_need, is_finding
from all_rows
