"""States' own requests for a visit (OP12)."""
