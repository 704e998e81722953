"""What operating a service needs, and what knows nothing of what it does: logs, metrics, connections, settings."""
