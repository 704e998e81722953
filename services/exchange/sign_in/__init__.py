"""Signing in: a browser goes to the identity provider, and comes back with a code for an ID token."""
