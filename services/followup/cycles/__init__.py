"""The follow-up of each assessment: what is due, reported and decided. Pure."""
