-- The editions with which a draft was compared: what came since is looked at again when it is transmitted.
alter table report_drafts add column beside text[] collate "C" not null default '{}';
