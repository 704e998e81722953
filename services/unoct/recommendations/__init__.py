"""Recommendations that are released to the UN system. Those that need assistance are its needs."""
