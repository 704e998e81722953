-- The first day on which something was done in its follow-up, and on which the State responded: a correction moves no
-- date past them. Of what was followed up before this version they are not known.
alter table assessments
    add column followed_up_on date,
    add column responded_on date;

-- The day of the latest decision on who may have a thing: one of an earlier day, recorded later, does not undo it.
alter table assessments add column disclosure_decided_on date;
alter table recommendations add column disclosure_decided_on date;
alter table findings add column disclosure_decided_on date;
alter table products add column disclosure_decided_on date;
