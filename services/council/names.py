"""Names that several files of council use. Pure."""

from __future__ import annotations

from typing import Final

SCHEMA: Final = "council"
"""The schema of council's own tables. Facts have another schema (`services/council/facts/core.py`)."""
TOPICS: Final = ("ctc.assessments", "ctc.followup", "ctc.unoct", "ctc.exchange", "ctc.council")
"""All internal topics: council keeps every event."""
