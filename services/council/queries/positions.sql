select topic, partition, position from reached order by topic collate "C", partition
