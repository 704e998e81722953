select kind, id, state, day, synthetic from forecast order by day collate "C", kind, id collate "C" limit :most::bigint
