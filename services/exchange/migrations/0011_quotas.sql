-- What each registered publisher has sent in the present minute and day (services/exchange/quotas.py).
create table quota_use (
    publisher_id text collate "C" primary key,
    minute bigint not null,            -- since 1970, like the day
    events bigint not null,
    day bigint not null,
    bytes bigint not null,
    most_events bigint not null,
    most_bytes bigint not null,
    fits boolean not null              -- whether the last request was within the quota
) with (fillfactor = 50);
