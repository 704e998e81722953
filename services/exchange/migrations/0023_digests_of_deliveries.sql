-- Of an edition that went out: the digest that its event had then.
alter table deliveries add column digest text;
