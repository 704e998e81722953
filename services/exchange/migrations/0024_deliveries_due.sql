-- When the loop is to look at this subscription next: when its first delivery is due, by the service's clock. So the
-- loop looks at no deliveries. '-infinity': at once, also if a turn of it is under way.
alter table webhook_progress add column due_at timestamptz not null default '-infinity';
-- Up to these places what went out before goes out once more.
alter table webhook_progress add column again_released bigint not null default 0;
alter table webhook_progress add column again_receipts bigint not null default 0;
