"""Proposals: which States the Committee might put on a year's list (OP12)."""
