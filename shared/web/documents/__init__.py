"""The interface described: OpenAPI, its page, and the contracts."""
