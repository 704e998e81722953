-- A page of a State's visits, newest first, reads what it shows: however many bodies plan there, and for whoever may see
-- no plan (services/council/lookups/states/sections.py). And all that ever took place, to count them.
create index visits_page on visits (state, occurred_on, visit_id);
create index visits_public_page on visits (state, occurred_on, visit_id)
    where stage in ('agreed', 'completed') or was_scheduled;
create index visits_not_planned on visits (visit_id, recorded_at desc, position desc)
    where stage not in ('planned', 'agreed');
