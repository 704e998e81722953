"""Builds the facts again from the events."""
