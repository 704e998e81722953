-- Whoever may see few visits finds these, and passes over none of those that others plan: by audience, or by a party.
-- Without fastupdate no reader goes through what is not in the index yet.
create index visits_not_the_committees on visits (id) where audience <> 'committee';
create index visits_parties on visits using gin (parties) with (fastupdate = off);
