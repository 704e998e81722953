"""The present state, computed from the journals alone by other code than the services'."""
