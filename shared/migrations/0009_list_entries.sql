-- Where lists find rows by a text in a column of several texts, such as a party (shared/web/searching.py). PostgreSQL cannot
-- guess how many rows hold such a text. So it passes over all rows of others in the order of the key, or sorts all that hold it.
create table list_entries (
    word text collate "C" not null,     -- table, column and text, such as "visits parties state:KEN"
    key text collate "C" not null,      -- of the row
    primary key (word, key)
);
alter table list_entries alter column word set statistics 1000;

-- Lets a table be listed by its audience, and by each text in these columns. What is in it already is entered too.
create function make_list(listed text, variadic of_columns text[]) returns void language plpgsql as $$
declare
    -- Copies of the version before write too, and have no rights to `list_entries` until `ctc access apply` has run.
    as_owner constant text := 'security definer set search_path = pg_catalog, pg_temp';
    of_row constant text := (
        select string_agg(format('select distinct %L || unnest(%%1$s.%I)', listed || ' ' || name || ' ', name), ' union ')
        from unnest(of_columns) as name
    );
    differs constant text := (
        select string_agg(format('old.%1$I is distinct from new.%1$I', name), ' or ') from unnest(of_columns) as name
    );
    enter constant text := format(
        'insert into %I.list_entries select word, one.id from %%s cross join lateral (%s) as words (word)',
        current_schema(), format(of_row, 'one')
    );
begin
    -- Who may see what is for the Committee may see everything, and is asked for no audience.
    execute format('create index on %I (audience, id) where audience <> ''committee''', listed);
    execute format(enter, listed || ' as one');
    execute format(
        'create function %I() returns trigger language plpgsql ' || as_owner || ' as %L', 'enter_' || listed,
        'begin ' || format(enter, 'new_rows as one') || '; return null; end'
    );
    execute format(
        'create trigger enter after insert on %I referencing new table as new_rows '
        'for each statement execute function %I()', listed, 'enter_' || listed
    );
    execute format(
        'create function %I() returns trigger language plpgsql ' || as_owner || ' as %L', 'enter_again_' || listed,
        format(
            'begin delete from %1$I.list_entries where word in (%2$s) and key = old.id; if tg_op = ''UPDATE'' then '
            'insert into %1$I.list_entries select word, new.id from (%3$s) as words (word); end if; return null; end',
            current_schema(), format(of_row, 'old'), format(of_row, 'new')
        )
    );
    execute format(
        'create trigger enter_again after update on %I for each row when (%s) execute function %I()',
        listed, differs, 'enter_again_' || listed
    );
    execute format(
        'create trigger leave after delete on %I for each row execute function %I()', listed, 'enter_again_' || listed
    );
    -- Nobody hangs them on a table of its own, and so enters what it likes.
    execute format('revoke execute on function %I(), %I() from public', 'enter_' || listed, 'enter_again_' || listed);
end
$$;
