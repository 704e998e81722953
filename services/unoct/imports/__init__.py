"""Files of things that others registered elsewhere."""
