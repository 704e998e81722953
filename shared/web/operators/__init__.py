"""Pages for operators: health, clock, dead letters, journal."""
