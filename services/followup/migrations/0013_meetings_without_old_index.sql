-- Lists go by `list_entries` now. A file of its own: with a lesser lock of meetings held, an older copy that writes waits
-- for this, and this for the older copy.
drop index meetings_parties;
