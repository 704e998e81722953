-- `GET /notices?outcome=` reads what it shows, however much its sender sent. The expression is the one of
-- services/exchange/http/notices.py.
create index notices_of_outcome on notices (source, (
    case when last is null then 'waiting' when last ->> 'outcome' = 'unchanged' then 'unchanged' else last ->> 'status' end
), received_at, id);
