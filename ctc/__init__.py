"""The command line. It runs all services in one process, or one of them; only this package knows all services."""
