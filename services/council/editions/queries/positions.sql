-- How far each partition of each topic had been read.
select topic, partition, position from council.read_positions() order by topic, partition
