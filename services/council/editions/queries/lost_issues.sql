-- The editions and reissues that facts tell of, and of which council has no row or no document with the digest that was
-- told: a restore lost them. The index on the thing is walked for each report, since ids of editions begin with its name.
with told as (
    select event.thing, event.type, name as report, convert_from(event.data, 'utf8')::jsonb as data
    from unnest(:reports::text[]) as name cross join lateral (
        select thing, type, data from council_projected.events
        where thing >= name || '-' and thing < name || '.'
            and type in ('report.published.v1', 'report.corrected.v1', 'report.reissued.v1')
        offset 0
    ) as event
)
select told.thing as edition_id, told.report, coalesce(data ->> 'thing', data ->> 'year') as of,
    (data ->> 'edition')::bigint as edition, coalesce((data ->> 'reissue')::bigint, 0) as reissue,
    (data ->> 'cut_off')::date as cut_off
from told left join council.editions as kept on kept.id = told.thing
where kept.id is null or case when type = 'report.reissued.v1' then not exists (
        select from council.edition_documents as document
        where document.id = told.thing || '/reissue/' || (data ->> 'reissue')
            and coalesce(data ->> 'digest' = 'sha-256:' || encode(sha256(document.document), 'hex'), true)
    )
    else data ->> 'digest' <> 'sha-256:' || kept.digest
end
