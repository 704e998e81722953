"""The HTTP server: connections, bounds, and what happens to every request."""
