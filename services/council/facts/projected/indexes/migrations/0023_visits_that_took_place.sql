-- Visits that took place are counted without passing over those that were cancelled, however many these are
-- (services/council/lookups/states/reading.py).
create index visits_completed on visits (state) where stage = 'completed';
