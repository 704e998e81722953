"""The shapes of others' answers."""
