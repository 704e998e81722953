"""The way in which anything changes: rules, the handler that runs them, and what both keep."""
