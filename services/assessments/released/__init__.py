"""The copies that each audience has of what was released to it."""
