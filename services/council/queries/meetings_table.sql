select meeting_id as id, kind, occurred_on, cardinality(invited) as invited, cardinality(attended) as attended
from held order by occurred_on, meeting_id collate "C" limit :most::bigint
