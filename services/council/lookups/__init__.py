"""What people look up: the calendar, a State, what led to what, and which States to visit next."""
