"""Whatever carries events from service to service: two adapters to the engine's port."""
