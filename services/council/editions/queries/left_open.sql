-- What could not be read or decided, and may be once it is tried again.
select topic, partition, log_offset as position from council.dead_letters where state = 'open' and topic <> ''
