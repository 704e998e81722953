-- Which lanes have a long report with its owner, and in which a long one is next (services/exchange/lanes/turns.py).
alter table lanes
    add column long_places bigint not null default 0,
    add column awaits_turn boolean not null default false,
    add column served_at timestamptz;
create index lanes_long on lanes (served_at) where long_places > 0;
create index lanes_in_turn on lanes (sender) where awaits_turn;
alter table queued_notices add column is_long boolean not null default false;
