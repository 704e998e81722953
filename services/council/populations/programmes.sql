-- The UN's programmes of assistance that were not cancelled by the cut-off, and whether each cites a product of the
-- Committee (OP19, OP23). They are the UN's to know.
with latest as (
    -- Ids alone: a project may be told of very often, and sorting whole rows takes long.
    select distinct on (project_id) id
    from council_projected.projects
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by project_id, recorded_at desc, position desc
)
select
    project_id as id, 'programme' as kind, states, synthetic,
    true as seen,
    :inside::boolean or 'un' = any(:levels::text[]) or 'body:unoct' = any(:parties::text[]) as readable,
    array[event_id] as events,
    cardinality(products) > 0 as has_cited
from latest join council_projected.projects using (id)
where kind = 'programme' and status <> 'cancelled'
