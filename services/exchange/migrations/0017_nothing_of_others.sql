-- A cursor of `GET /receipts/feed` names a receipt: its position would tell how much others send.
create index journal_receipt_ids on journal (id) where topic = 'ctc.receipts';

-- So would a number that counts all unreadable events. They are kept in the order of arrival.
alter table unreadable rename column number to arrival;
alter table unreadable add column number bigint;
update unreadable set number = arrival;
alter table unreadable alter column number set default 1 + (random() * 2 ^ 52)::bigint;
alter table unreadable alter column number set not null;
alter table unreadable add unique (number);

create or replace function keep_newest_unreadable() returns trigger language plpgsql as $$
begin
    execute format('delete from %I.unreadable where arrival <= (select max(arrival) from %I.unreadable) - 1000',
        tg_table_schema, tg_table_schema);
    return null;
end
$$;
