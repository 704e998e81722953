"""Assessments: drafted, completed, received, noted, corrected, withdrawn, disclosed."""
