-- When a scheduled draft was last begun. One that ends the process is not begun again at each start.
alter table scheduled_drafts add column tried_at timestamptz;
