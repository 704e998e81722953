"""What is on record wrongly is put right (rule 4): one way for every kind of record."""
