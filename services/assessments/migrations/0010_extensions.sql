-- CTED's decisions that give a State more time for its observations on a draft (OP14).
alter table assessments add column observations_extensions jsonb not null default '[]';
