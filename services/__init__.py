"""The services. None imports another; what passes between them are events."""
