-- How many bytes came to wait in each lane, and before each notice: of long ones few are read at once (services/exchange/lanes/).
alter table lanes
    add column bytes_queued bigint not null default 0,
    add column bytes_handed_on bigint not null default 0;
alter table queued_notices add column bytes_before bigint not null default 0;
update queued_notices set bytes_before = counted.before
from (
    select id, sum(octet_length(content)) over (
        partition by regexp_replace(id, ' [0-9]+$', '') order by substring(id from '[0-9]+$')::bigint
    ) - octet_length(content) as before
    from queued_notices
) as counted
where counted.id = queued_notices.id;
update lanes set bytes_queued = queued.bytes
from (
    select regexp_replace(id, ' [0-9]+$', '') as sender, sum(octet_length(content)) as bytes
    from queued_notices group by 1
) as queued
where queued.sender = lanes.sender;
