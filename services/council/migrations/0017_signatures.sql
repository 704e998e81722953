-- Signatures of editions (services/council/editions/signatures/). Those that stand are signed at the next start.
alter table editions add column signatures jsonb not null default '{}';
