"""What people and programs may ask of a cycle. Pure."""
