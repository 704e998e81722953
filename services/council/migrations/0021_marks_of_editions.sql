-- What the figures that an edition breaks down were counted of, as one number each: no reader may have it.
alter table editions add column marks jsonb not null default '{}';
