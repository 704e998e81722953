"""Commands on visits, a file an occasion."""
