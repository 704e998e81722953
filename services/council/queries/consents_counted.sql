select count(*) as asked,
    count(*) filter (where answer = 'given') as given,
    count(*) filter (where answer = 'declined') as declined,
    count(*) filter (where answer = 'silent') as silent,
    coalesce(bool_or(synthetic), false) as synthetic
from consents
