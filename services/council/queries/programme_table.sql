-- Of each State on the list, when it was last visited, and whether that day is known.
select listed.state, last.ended_on as last_visit, last.to_the_day
from listed left join (
    select distinct on (state) state, ended_on, to_the_day from visits where ended_on <= :cut_off
    order by state, ended_on desc, to_the_day desc
) as last using (state)
order by listed.state collate "C"
