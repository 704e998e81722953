"""Obligations: what the mandates ask for, from whom and by when, and the calendar that shows it."""
