select events.data from council_projected.programmes join council_projected.events on events.id = programmes.event_id
where year = :year::bigint and programmes.occurred_on <= :cut_off::date and recorded_at <= :freeze::timestamptz
order by recorded_at, programmes.position
