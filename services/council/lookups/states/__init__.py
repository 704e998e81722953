"""All that a reader may see of a State."""
