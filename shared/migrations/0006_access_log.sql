-- Who did what, when, with which right (shared/engine/access_log/): each entry carries the hash of the one before.
create table access_log (
    number bigint primary key,                  -- 1, 2, 3 and so on, without a gap
    at timestamptz not null,
    entry text collate "C" not null,            -- JSON, exactly as it was hashed
    hash text collate "C" not null              -- SHA-256 of the entry
);
create index access_log_at on access_log (at);

create function refuse_change_of_access_log() returns trigger language plpgsql as $$
begin
    raise exception 'the access log is only ever added to';
end $$;
create trigger access_log_only_grows before update or delete or truncate on access_log
    for each statement execute function refuse_change_of_access_log();

-- Who caused an event: the principal of the command. It never leaves the Committee's own staff.
alter table journal add column principal text collate "C";
create index journal_principal on journal (id) where principal is not null;
