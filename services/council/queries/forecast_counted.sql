select count(*) as ahead, count(done_by) as done, coalesce(bool_or(synthetic), false) as synthetic from forecast
