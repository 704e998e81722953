"""The schedule of the visits that States agreed to (OP12): for the public."""
