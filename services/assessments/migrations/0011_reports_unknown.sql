-- Visits that came in files of history: whether a report was made on them is not known, so that none is awaited.
alter table visits add column report_unknown boolean not null default false;
