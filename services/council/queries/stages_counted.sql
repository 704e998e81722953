select name, count(*) as measured,
    percentile_disc(0.5) within group (order by days) as low,
    percentile_disc(0.5) within group (order by days desc) as high
from spans
group by name
