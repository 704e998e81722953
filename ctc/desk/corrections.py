"""What the help of `ctc correct KIND` shows: a field of each kind of record, and its right value. Pure."""

from __future__ import annotations

from typing import Final

FIELDS: Final = {
    "activity": ("day", "2024-05-15"),
    "briefing": ("held_on", "2024-06-21"),
    "case": ("parts.0.delivered_on", "2025-02-28"),
    "consent": ("answers.0.answered_on", "2024-01-31"),
    "cycle": ("report.submitted_on", "2025-05-19"),
    "meeting": ("day", "2025-02-13"),
    "obligation": ("held_on.0", "2024-11-21"),
    "product": ("adopted_on", "2024-09-03"),
    "programme": ("adopted_on", "2024-01-09"),
    "response": ("received_on", "2024-12-03"),
    "step": ("done_on", "2024-12-02"),
    "visit-request": ("requested_on", "2023-11-03"),
}
"""Of each kind, by the name of its command."""


def write_example(kind: str) -> str:
    """The options of a correction of this kind. Raises KeyError if there is none of it."""
    field, value = FIELDS[kind]
    return f"--field {field} --value {value} --reason 'A slip.' --document 'Note verbale 7'"
