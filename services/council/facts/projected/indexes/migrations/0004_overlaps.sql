-- Of the table of 0004, by what a trace begins with; and of visits what they were merged into and taken out of.

alter table visit_overlaps add primary key (id);
create index visit_overlaps_thing on visit_overlaps (overlap_id);
create index visit_overlaps_visit on visit_overlaps (visit_id);
create index visit_overlaps_other_visit on visit_overlaps (other_visit_id);

drop index visits_merged;
create index visits_parts on visits (visit_id) where stage in ('merged', 'separated');
