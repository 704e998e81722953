"""Lanes: of each sender some notices are with their owners at a time, and the others wait here in order."""
