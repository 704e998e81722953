-- Events, whole.
select id, data from council_projected.events where id = any(:events::text[])
