"""A State's consent to a visit (OP12): asked, given, declined, lapsed."""
