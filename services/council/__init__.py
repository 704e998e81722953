"""Council: projected facts, the calendar of obligations, reports."""
