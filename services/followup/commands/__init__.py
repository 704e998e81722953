"""What people and programs may ask of followup: a file an occasion. Pure."""
