"""Editions of reports: numbered, kept as they were published, announced, corrected, reissued. Pure."""
