"""A service at work: its handler, and the loops that bring it what has come or is due, and send what it tells."""
