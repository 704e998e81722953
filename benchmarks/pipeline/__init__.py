"""Assessment events on Kafka become rows in PostgreSQL: the product, a ceiling, and other ways of doing it."""
