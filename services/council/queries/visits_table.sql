select visit_id as id, state, kind, to_char(ended_on, 'YYYY-MM-DD') as ended_on, to_the_day, components, synthetic
from visits where ended_on between :first_day::date and :cut_off::date
order by ended_on, visit_id collate "C" limit :most::bigint
