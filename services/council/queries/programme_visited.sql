select count(*) as listed, count(visits) as visited, coalesce(bool_or(synthetic), false) as synthetic from listed
