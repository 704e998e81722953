-- A page of what was counted: to the Committee all of it, to a State its own. After a query that ends with `counted`.
select kind, id, states, events, numerator from counted
where id collate "C" > :after::text and (:inside::boolean or states && :own::text[])
order by id collate "C"
limit :limit::bigint
