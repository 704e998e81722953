-- How far the journal was ever sent. It stands behind the mark `position` only while the journal is sent again.
-- An older copy of the program moves `position` alone: whoever reads `sent` takes the greater of the two.
alter table relay add column sent bigint not null default 0;
update relay set sent = position;
