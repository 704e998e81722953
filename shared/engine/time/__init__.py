"""The clock, civil dates, and the days on which duties fall."""
