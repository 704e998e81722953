"""Webhooks: the events of subscriptions on their way to their endpoints."""
