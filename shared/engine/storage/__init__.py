"""Where a service keeps what it knows: its tables, inbox, deadlines, dead letters and journal, in PostgreSQL."""
