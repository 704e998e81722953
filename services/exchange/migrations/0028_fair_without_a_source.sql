-- As 0019. What names no source that could be read counts for who sent it: a flood of such bodies pushed out everybody's.
create or replace function keep_newest_unreadable() returns trigger language plpgsql as $$
begin
    execute format('
        delete from %1$I.unreadable where arrival in (
            select arrival from (
                select u.arrival, row_number() over (
                    partition by coalesce(
                        o.publisher_id,
                        regexp_replace(u.source, ''^ctc\.external\.'', ''''),
                        regexp_replace(u.sent_by, ''^publisher:'', ''''))
                    order by u.arrival desc) as place
                from %1$I.unreadable as u left join %1$I.owned_sources as o using (source)
            ) as placed
            order by place, arrival desc offset 1000
        )', tg_table_schema);
    return null;
end
$$;
