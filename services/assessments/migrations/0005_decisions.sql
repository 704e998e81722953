-- The day of the latest decision on who may have a thing: one of an earlier day, recorded later, does not undo it.
-- Of what was decided before this version it is not known.
alter table assessments add column disclosure_decided_on date;
alter table recommendations add column disclosure_decided_on date;
alter table findings add column disclosure_decided_on date;
alter table products add column disclosure_decided_on date;
