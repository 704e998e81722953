-- Whether a report was made on a visit of history is not known. Events from before do not say so of any visit.
alter table visits add column if not exists report_unknown boolean not null default false;
