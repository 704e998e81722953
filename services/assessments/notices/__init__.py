"""Notices from other systems, as the service exchange hands them on."""
