select count(*) as agreed, count(days) as measured,
    percentile_disc(0.5) within group (order by days) as low,
    percentile_disc(0.5) within group (order by days desc) as high,
    coalesce(bool_or(synthetic), false) as synthetic
from schedule
