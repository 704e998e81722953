"""Visits that an import left apart: merged into one, and separated again (rule 13)."""
