"""Visits: planned, agreed to, completed, cancelled, withdrawn; and how they come near to one another."""
