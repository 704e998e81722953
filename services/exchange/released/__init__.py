"""What was released to each audience, as a feed in the order in which it became known here."""
