-- Readers of reports: which ones, in which language and form (services/exchange/subscriptions/).
alter table subscriptions add column reports text[] collate "C" not null default '{}';
alter table subscriptions add column language text collate "C" not null default 'en';
alter table subscriptions add column form text collate "C" not null default 'html';

-- An e-mail that a server is just taking: if it is still set at the next turn, nobody knows whether it went.
alter table deliveries add column sending_at timestamptz;
-- Where an e-mail led.
alter table deliveries add column link text;
