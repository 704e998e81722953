-- The subject of the certificate that a publisher shows Kafka.
alter table publishers add column certificate text collate "C";
