-- Facts that were kept before their tables had all that they have now lack what that says. Where there are any they
-- are marked, and council makes them again at its start (`services/council/rebuild/outdated.py`): the new ones come
-- without the mark. Each later migration of these tables that old facts lack ends with this.
do $$ begin
    if exists (select from events) then create table if not exists outdated (); end if;
end $$;
