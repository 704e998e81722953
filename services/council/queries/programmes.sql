-- Programmes that were not cancelled by the cut-off, and whether each cites a product of the CTC (OP19).
with known as (
    select distinct on (project_id) project_id as id, kind, status, states, products, event_id, synthetic
    from council_projected.projects
    where occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
    order by project_id, recorded_at desc, position desc
)
select id, states, cardinality(products) > 0 as cites, event_id, synthetic
from known where kind = 'programme' and status <> 'cancelled'
order by id
