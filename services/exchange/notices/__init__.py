"""Notices that other systems send, each handed on to its owner."""
