-- The first day on which something was done in its follow-up, and on which the State responded: a correction moves no
-- date past them. Of what was followed up before this version they are not known.
alter table assessments
    add column followed_up_on date,
    add column responded_on date;
