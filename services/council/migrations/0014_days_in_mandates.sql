-- A yearly duty exists only if its day lies in a mandate (rule 9). Which do not is found at the next start.
alter table obligations add column in_mandate boolean not null default true;
