"""Copies that assessments releases to the UN system, and withdraws (OP4, OP19)."""
