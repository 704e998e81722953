"""The days of drafts in the calendar: for the Committee, and for those who make the report."""
