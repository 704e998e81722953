-- An activity can be withdrawn from the log (rule 8). Its row stays, for the Committee alone.
alter table activities
    add column withdrawn_on date,
    add column withdrawn_because text collate "C",
    add column withdrawal_document text collate "C";
