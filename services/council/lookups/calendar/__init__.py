"""The calendar: obligations of the mandates and duties that concern States, in order of day."""
