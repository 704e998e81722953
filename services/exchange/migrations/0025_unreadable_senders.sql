-- Who sent what nobody could read (`Principal.itself`), as its door proved it: a repair counts as sent by that one.
-- Null: nobody knows.
alter table unreadable add column sent_by text collate "C";
