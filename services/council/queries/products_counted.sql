select count(*) as adopted, coalesce(bool_or(synthetic), false) as synthetic from adopted
