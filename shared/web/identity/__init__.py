"""Who asks: found by a token of the file, by a registered publisher's key, or by a JWT."""
