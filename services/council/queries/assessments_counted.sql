select count(*) as completed,
    count(*) filter (where itself and everything) as released_full,
    count(*) filter (where itself and not everything) as released_part,
    coalesce(bool_or(synthetic), false) as synthetic
from completed left join released using (assessment_id)
