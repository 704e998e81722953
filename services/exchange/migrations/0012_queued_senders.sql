alter table queued_notices add column principal text collate "C";
