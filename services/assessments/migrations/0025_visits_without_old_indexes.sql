-- Lists go by `list_entries` now. A file of its own: with a lesser lock of visits held, an older copy that writes waits
-- for this, and this for the older copy.
drop index visits_not_the_committees;
drop index visits_parties;
