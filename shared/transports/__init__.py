"""Whatever carries events from service to service: one port, two adapters."""
