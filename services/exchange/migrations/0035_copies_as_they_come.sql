-- Copies of a thing count in the order in which they come, and no longer by their times. No release has the column that goes.
alter table feed_items drop column published_at;
