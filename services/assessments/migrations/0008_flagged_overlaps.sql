-- The overlaps of a visit that stand are found without those that were resolved, however many those are.

alter table visit_overlaps
    add column flagged_visit text collate "C" generated always as (case when status = 'flagged' then visit_id end) stored,
    add column flagged_other_visit text collate "C"
        generated always as (case when status = 'flagged' then other_visit_id end) stored;
create index visit_overlaps_flagged_visit on visit_overlaps (flagged_visit);
create index visit_overlaps_flagged_other_visit on visit_overlaps (flagged_other_visit);
