-- The last word on each State's consent, and each State's own request (OP12).
select distinct on (thing) type, thing as id, subject as state, occurred_on, data, synthetic
from council_projected.events
where type = any(:types::text[])
order by thing, time desc, position desc
