"""Practical steps of the joint report of CTED and UNOCT (OP24)."""
