"""What people and programs may ask of a recommendation. Pure."""
