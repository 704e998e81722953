-- A State's word is on the parts that were there (OP19). So a part that came later has the day on which it came.
alter table recommendations add column came_on date;
alter table findings add column came_on date;

-- The originals of corrections say which parts a report did not have yet.
update recommendations as part set came_on = (
    select max((recorded_at at time zone 'UTC')::date) from corrections
    where corrections.assessment_id = part.assessment_id
        and not original -> 'recommendations' @> jsonb_build_array(jsonb_build_object('id', part.id))
)
where made_in = 'report';
update findings as part set came_on = (
    select max((recorded_at at time zone 'UTC')::date) from corrections
    where corrections.assessment_id = part.assessment_id
        and not original -> 'findings' @> jsonb_build_array(jsonb_build_object('id', part.id))
);

-- The day of those from a follow-up is not known here. No answer of before this version covers them.
update recommendations set came_on = current_date where made_in = 'follow-up';
