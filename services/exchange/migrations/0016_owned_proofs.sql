-- Each account at an identity provider, and each subject of a certificate, proves one publisher alone. Known by the
-- digest that services/exchange/publishers/ownership.py makes. Where two had the same before, the first has it.
create table owned_proofs (
    proof text collate "C" primary key,
    publisher_id text collate "C" not null
);
insert into owned_proofs
select encode(sha256(convert_to('account:' || (identity ->> 'issuer') || E'\n' || (identity ->> 'subject'), 'UTF8')), 'hex'), id
from publishers where identity ->> 'subject' is not null and status <> 'applied' order by id
on conflict do nothing;
insert into owned_proofs
select encode(sha256(convert_to('certificate:' || certificate, 'UTF8')), 'hex'), id
from publishers where certificate is not null and status <> 'applied' order by id
on conflict do nothing;
