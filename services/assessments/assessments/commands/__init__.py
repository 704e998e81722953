"""Commands on assessments, a file an occasion."""
