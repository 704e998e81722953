-- Reports ask for the last word on each recommendation: its status, its disclosure, its case. These indexes hold what they ask, in
-- that order, so nothing is sorted and no row is read (services/council/populations/recommendations.sql).
-- They are in the order in which council locks its tables, since it may be writing.

-- Few are the Committee's own, and few are closed: these are found without reading the others.
create index recommendations_of_committee on recommendations (recommendation_id, event_id) where made_by = 'CTC';
create index statuses_closed on statuses (recommendation_id) where aspect = 'closed';
create index statuses_assessed on statuses (recommendation_id, occurred_on desc, recorded_at desc, position desc)
include (value, event_id) where aspect = 'assessed';
create index disclosures_latest on disclosures (thing_id, recorded_at desc, position desc)
include (of, audience, occurred_on, event_id);
create index cases_latest on cases (recommendation_id, recorded_at desc, position desc)
include (stage, occurred_on, event_id);
