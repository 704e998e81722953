-- Whether Kafka lost what was sent to it, until an operator has the journal sent again from its beginning.
alter table relay add column history_lost boolean not null default false;
