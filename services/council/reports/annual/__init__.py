"""The annual report of the CTC's Chair to the Security Council (OP18): for the public."""
