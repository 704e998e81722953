"""Pages for people. Portal owns no data: it asks the other services with its reader's own right."""
