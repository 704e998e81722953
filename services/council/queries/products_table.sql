select product_id as id, kind, state, occurred_on from adopted
order by occurred_on, product_id collate "C" limit :most::bigint
