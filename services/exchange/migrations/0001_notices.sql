create table notices (
    id text collate "C" primary key,
    source text collate "C" not null,
    notice_id text collate "C" not null,
    notice_type text collate "C" not null,
    received_at timestamptz not null,
    content jsonb not null,            -- a digest for each field
    sendings text[] collate "C" not null,
    standing jsonb,
    last jsonb,
    unique (source, notice_id)
);

create table unreadable (
    id text collate "C" primary key,
    number bigint generated always as identity unique,
    received_at timestamptz not null,
    source text collate "C",
    notice_id text collate "C",
    notice_type text collate "C",
    reason text collate "C" not null,
    attributes jsonb not null,
    size bigint not null,
    data bytea not null
);

-- Outsiders cannot fill the disk: the newest 1,000 are kept, each up to 1 MiB.
create function keep_newest_unreadable() returns trigger language plpgsql as $$
begin
    execute format('delete from %I.unreadable where number <= (select max(number) from %I.unreadable) - 1000',
        tg_table_schema, tg_table_schema);
    return null;
end
$$;

create trigger keep_newest after insert on unreadable
    for each statement execute function keep_newest_unreadable();
