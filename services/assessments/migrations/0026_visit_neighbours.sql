-- Whose visits are flagged beside a visit: one row for each, so that nobody reads all pairs in order to count them.
-- The database keeps it, so that an older version beside this one keeps it right.
create table visit_neighbours (
    id text collate "C" primary key,        -- the visit's
    bodies text[] not null                  -- of the others, once for each flagged pair
);

create function count_visit_neighbours() returns trigger language plpgsql set search_path from current as $$
declare
    visits text[];
begin
    select array_agg(distinct visit) into visits
    from (select visit_id from changed union all select other_visit_id from changed) as pairs (visit);
    -- Each statement sees what others have committed until it begins. So rows are made and locked before they are counted.
    insert into visit_neighbours select visit, '{}' from unnest(visits) as visit order by visit on conflict do nothing;
    perform from visit_neighbours where id = any(visits) order by id for update;
    update visit_neighbours as beside set bodies = array(
        select other_body from visit_overlaps where flagged_visit = beside.id
        union all
        select body from visit_overlaps where flagged_other_visit = beside.id
    ) where id = any(visits);
    return null;
end
$$;

create trigger count_new_neighbours after insert on visit_overlaps
    referencing new table as changed for each statement execute function count_visit_neighbours();
create trigger count_changed_neighbours after update on visit_overlaps
    referencing new table as changed for each statement execute function count_visit_neighbours();

-- The triggers waited for whoever was writing, so all pairs are seen now.
insert into visit_neighbours
select visit, array_agg(body)
from (
    select flagged_visit, other_body from visit_overlaps where flagged_visit is not null
    union all
    select flagged_other_visit, body from visit_overlaps where flagged_other_visit is not null
) as pairs (visit, body)
group by visit;
