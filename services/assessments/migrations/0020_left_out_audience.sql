-- How far what a correction left out was to go at most (OP19): what a later one brings starts no wider.
alter table assessments add column left_out_audience text collate "C";

-- The originals of corrections say it of what was left out before this version.
with left_out as (
    select distinct on (whole.id) whole.id, part ->> 'own_audience' as audience
    from corrections
    join assessments as whole on whole.id = corrections.assessment_id
    cross join lateral jsonb_array_elements((original -> 'recommendations') || (original -> 'findings')) as part
    where part ->> 'own_audience' in ('committee', 'council', 'un')
        and part ->> 'id' <> all (whole.recommendation_ids || whole.finding_ids)
    order by whole.id, array_position(array['committee', 'council', 'un'], part ->> 'own_audience')
)
update assessments as whole set left_out_audience = left_out.audience from left_out where whole.id = left_out.id;
