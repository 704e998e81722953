-- Of each State on the list: when it was last visited, and what it was asked before.
select listed.state, (select max(ended_on) from visits where visits.state = listed.state and ended_on <= :cut_off) as last_visit
from listed order by listed.state collate "C"
