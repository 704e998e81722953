-- Each consent that one of `:states` was asked for by the cut-off, as last told.
select state, year, stage from (
    select distinct on (consent_id) consent_id, state, year, stage from council_projected.consents
    where state = any(:states::text[])
        and occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz and event_id <> all(:unread::text[])
    order by consent_id, recorded_at desc, position desc
) as latest
order by state collate "C", year, consent_id collate "C"
