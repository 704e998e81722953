select count(*) as due, count(*) filter (where on_time) as on_time, coalesce(bool_or(synthetic), false) as synthetic
from follow_ups
