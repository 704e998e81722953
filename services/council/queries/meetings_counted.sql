select (select count(*) from held) as held,
    (select count(*) from officials) as invited,
    (select count(*) from officials where attended) as attended,
    exists (select from held where synthetic) as synthetic
