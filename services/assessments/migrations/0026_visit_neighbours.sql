-- Whose visits are flagged beside a visit: one row for each, so that nobody reads all pairs in order to count them.
create table visit_neighbours (
    id text collate "C" primary key,        -- the visit's
    bodies text[] not null                  -- of the others, once for each flagged pair
);
insert into visit_neighbours
select visit, array_agg(body)
from (
    select flagged_visit, other_body from visit_overlaps where flagged_visit is not null
    union all
    select flagged_other_visit, body from visit_overlaps where flagged_other_visit is not null
) as pairs (visit, body)
group by visit;
