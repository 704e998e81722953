"""Receipts: the answers to senders of notices."""
