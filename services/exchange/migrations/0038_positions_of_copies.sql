-- Where a copy stands in its partition: one that an operator tries again stands before what came since.
alter table feed_items add column position bigint;
