-- Of each State the last visit that took place; one that was merged into another counts no more.
select distinct on (state) state, visit_id as id, occurred_on, synthetic
from (
    select distinct on (visit_id) visit_id, state, body, stage, occurred_on, synthetic
    from council_projected.visits
    order by visit_id, recorded_at desc, position desc
) latest
where stage = 'completed' and body = :body and occurred_on <= :day::date
order by state, occurred_on desc, visit_id
