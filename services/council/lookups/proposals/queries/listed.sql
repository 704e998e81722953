-- The list of the year as it now is, if one was adopted.
select states from council_projected.programmes
where year = :year::bigint
order by recorded_at desc, position desc
limit 1
