-- How each consent that was asked for stands, and each State's own request (OP12), as last told.
(
    select distinct on (consent_id) stage, consent_id as id, state, year, occurred_on, synthetic
    from council_projected.consents
    order by consent_id, recorded_at desc, position desc
)
union all
(
    select distinct on (request_id) 'requested', request_id, state, year, occurred_on, synthetic
    from council_projected.requests
    order by request_id, recorded_at desc, position desc
)
order by id
