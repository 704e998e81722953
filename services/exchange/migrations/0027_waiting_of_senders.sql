-- How many notices of each sender their owners put aside (services/exchange/lanes/).
alter table lanes add column aside bigint not null default 0;
update lanes set aside = waiting.count
from (
    select sender, count(*) as count from notices
    where standing is null and not has_place and refused_on is not null group by sender
) as waiting
where waiting.sender = lanes.sender;
