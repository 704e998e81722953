-- A step needs the word of both CTED and UNOCT (OP24). Those that are known count as agreed.
alter table steps
    add column is_agreed boolean not null default true,
    add column proposal jsonb,
    alter column agreed_on drop not null;
