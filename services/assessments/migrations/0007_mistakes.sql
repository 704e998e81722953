-- Mergers that can be undone, and components that were recorded by mistake.

alter table visits add column not_components jsonb not null default '[]';

alter table merged_visits
    add column merged_with text collate "C" not null default '',
    add column brought jsonb not null default '{}';
-- What a visit brought that was merged earlier was not kept: all that it had.
update merged_visits set merged_with = merged_visits.visit_id, brought = jsonb_build_object(
    'components', visits.components,
    'guests', coalesce((select jsonb_agg(guest->'body') from jsonb_array_elements(visits.guests) as guest), '[]')
) from visits where visits.id = merged_visits.id;
