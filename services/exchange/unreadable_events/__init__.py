"""Events from other systems that cannot be read."""
