-- Of each State on the list, when it was last visited.
select listed.state, last.ended_on as last_visit
from listed left join (
    select state, max(ended_on) as ended_on from visits where ended_on <= :cut_off group by state
) as last using (state)
order by listed.state collate "C"
