-- The latest signals: of the index only those of its latest year, since a State that left it has no score any more.
select distinct on (state, kind, measure) id, state, kind, measure, period, value, synthetic
from council.signals
where period <= :until and (
    kind <> 'terrorism_index'
    or period = (select max(period) from council.signals where kind = 'terrorism_index' and period <= :until)
)
order by state, kind, measure, period desc
