-- Since when nothing was taken of what is paused for that, and why the system ended it (services/exchange/subscriptions/).
alter table subscriptions add column failing_since timestamptz;
alter table subscriptions add column ended_because text;
create index subscriptions_failing on subscriptions (owner) where failing_since is not null;
