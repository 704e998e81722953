-- Whoever applied sees the application, may withdraw it, and has no more than the usual quota before an operator decides.
alter table publishers add column rejected_because text collate "C";
update publishers set parties = parties || ('principal:' || applied_by) where status = 'applied';
update publishers set quota = jsonb_build_object(
    'events_per_minute', least((quota ->> 'events_per_minute')::bigint, 600),
    'bytes_per_day', least((quota ->> 'bytes_per_day')::bigint, 1000000000))
where status = 'applied';
