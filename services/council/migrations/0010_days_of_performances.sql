-- The day of each thing that counted for an obligation, in the order of `held_by`. Of those before, the last day is known.
alter table obligations add column held_on jsonb not null default '[]';
update obligations set held_on = to_jsonb(array_fill(last_held_on, array[cardinality(held_by)]))
where cardinality(held_by) > 0;
