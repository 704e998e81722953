"""Meetings to which the Chair invites States (OP16, OP17). Pure."""
