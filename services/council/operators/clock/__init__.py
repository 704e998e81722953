"""The clock, as HTTP shows it."""
