select
    (select count(*) from listed) as listed,
    (select count(visits) from listed) as visited,
    (select count(*) from listed where state = any(:members::text[])
        and state not in (select state from visited_before)) as listed_never_visited,
    (select count(*) from unnest(:members) as member (state)
        where state not in (select state from visited_before)) as never_visited,
    (select count(*) from requests) as requested,
    (select count(*) from requests where honoured) as honoured,
    (select count(*) from changes) as changes,
    (select count(*) from unreported) as unreported,
    exists (
        select from programme where synthetic
        union all select from changes where synthetic
        union all select from requests where synthetic
        union all select from unreported where synthetic
        union all select from visits where synthetic and state in (select state from listed)
    ) as synthetic
