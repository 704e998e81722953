"""Counts figures, lists what they counted, breaks them down, and hides cells that are too small."""
