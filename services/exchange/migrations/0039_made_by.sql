-- By which key a subscription was made: where that key is revoked, nothing more is sent there.
alter table subscriptions add column made_by text not null default '';
