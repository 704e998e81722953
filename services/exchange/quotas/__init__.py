"""Quotas: how much a registered publisher may send in a minute and in a day."""
