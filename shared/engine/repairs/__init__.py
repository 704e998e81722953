"""What an operator does after something went wrong: with dead letters, and with a journal that Kafka lost."""
