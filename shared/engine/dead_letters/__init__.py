"""What no rule could handle, and how an operator repairs it."""
