-- The notices of a sender that have no answer yet: places in lanes are counted anew from them (services/exchange/lanes/).
create index notices_open on notices (sender, received_at) where standing is null;
