-- An owner asks for the deliveries of one status: few of very many (services/exchange/deliveries/resending.py).
create index deliveries_of_status on deliveries (subscription_id, status, number);
