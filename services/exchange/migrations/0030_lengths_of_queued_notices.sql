-- The bytes of the longest notice that waits in each lane: of long ones few are read at once (services/exchange/lanes/).
alter table lanes add column longest bigint not null default 0;
update lanes set longest = queued.longest
from (
    select regexp_replace(id, ' [0-9]+$', '') as sender, max(octet_length(content)) as longest
    from queued_notices group by 1
) as queued
where queued.sender = lanes.sender;
