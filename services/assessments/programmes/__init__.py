"""The year's list of States to ask for consent to a visit (OP12)."""
