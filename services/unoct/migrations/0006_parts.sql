-- The parts of each case: what each body or project does about one need (OP15).
alter table cases add column parts jsonb not null default '[]';

-- What was offered or declined is one part. What was taken up or delivered has a part for each project that serves the need:
-- a delivery that is known ended it for all of them. Of two projects of which one was to go on, the other one's part ended.
update cases set parts = jsonb_build_array(jsonb_build_object(
    'body', body, 'project_id', project_id, 'status', status, 'offered_on', offered_on,
    'ended_on', case when status = 'declined' then declined_on end, 'reason', reason, 'note', note
))
where status in ('offered', 'declined');

with merged as (
    select case_id, kept_project_id, project_id as replaced_id, max(resolved_on) as resolved_on
    from duplications cross join unnest(project_ids) as project_id
    where status = 'resolved' and resolution in ('merged', 'one_withdrawn') and project_id <> kept_project_id
    group by 1, 2, 3
),
parts as (
    select cases.id, jsonb_agg(jsonb_build_object(
        'body', one ->> 'body', 'project_id', one ->> 'project_id',
        'status', case when is_replaced then 'replaced' else cases.status end,
        'taken_up_on', taken_up_on,
        'delivered_on', case when not is_replaced and cases.status = 'delivered' then delivered_on end,
        'ended_on', case when is_replaced then resolved_on end,
        'replaced_by', case when is_replaced then kept_project_id end,
        'note', case when one ->> 'project_id' = cases.project_id then cases.note end
    ) order by place) as parts
    from cases
    join recommendations on recommendations.id = cases.recommendation_id
    cross join jsonb_array_elements(recommendations.serving) with ordinality as each (one, place)
    left join lateral (
        select kept_project_id, resolved_on from merged
        where merged.case_id = cases.id and replaced_id = one ->> 'project_id'
        order by resolved_on desc limit 1
    ) as decided on true
    cross join lateral (
        select cases.status = 'taken_up' and cases.project_id <> one ->> 'project_id'
            and decided.kept_project_id is not null as is_replaced
    ) as how
    where cases.status in ('taken_up', 'delivered')
    group by cases.id
)
update cases set parts = parts.parts from parts where parts.id = cases.id;

-- A project that delivered and is gone since.
update cases set parts = parts || jsonb_build_array(jsonb_build_object(
    'body', body, 'project_id', project_id, 'status', status, 'taken_up_on', taken_up_on,
    'delivered_on', delivered_on, 'note', note
))
where status = 'delivered' and not exists (
    select from jsonb_array_elements(parts) as part where part ->> 'project_id' = cases.project_id
);
