"""Reports: figures counted from facts, and documents made of them. Pure; a folder a report, a file a form."""
