-- Who took the latest decision on who may have a thing, beside its day: an office (OP19).
alter table assessments add column disclosure_decided_by text collate "C";
alter table recommendations add column disclosure_decided_by text collate "C";
alter table findings add column disclosure_decided_by text collate "C";
alter table products add column disclosure_decided_by text collate "C";

-- The journal says it of what was decided before this version.
with said as (
    select position, convert_from(data, 'UTF8')::jsonb as data from journal where type = 'disclosure.changed.v1'
), latest as (
    select distinct on (id) coalesce(part, data ->> 'id') as id, (data ->> 'decided_on')::date as decided_on,
        data ->> 'decided_by' as decided_by
    from said left join lateral jsonb_array_elements_text(data -> 'in_part') as part on true
    order by id, position desc
), of_assessments as (
    update assessments as thing set disclosure_decided_by = latest.decided_by
    from latest where thing.id = latest.id and thing.disclosure_decided_on = latest.decided_on
), of_recommendations as (
    update recommendations as thing set disclosure_decided_by = latest.decided_by
    from latest where thing.id = latest.id and thing.disclosure_decided_on = latest.decided_on
), of_findings as (
    update findings as thing set disclosure_decided_by = latest.decided_by
    from latest where thing.id = latest.id and thing.disclosure_decided_on = latest.decided_on
)
update products as thing set disclosure_decided_by = latest.decided_by
from latest where thing.id = latest.id and thing.disclosure_decided_on = latest.decided_on;
