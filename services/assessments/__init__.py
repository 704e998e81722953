"""Visits, assessments, disclosure and release."""
