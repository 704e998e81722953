"""Duplications: two projects for one need of one State (OP24, OP39)."""
