-- What CTED assessed of a recommendation before the last time stays in its row: a report of before may move behind that.
-- Of what was assessed before this update, the last alone is known here.
alter table recommendations add column assessed_before jsonb not null default '[]';
