"""Obligations: what the mandates ask of whom by when, and the calendar that shows it."""
