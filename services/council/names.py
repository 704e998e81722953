"""Names that several files of council use. Pure."""

from __future__ import annotations

from typing import Final

from shared.engine.principals import Principal

SCHEMA: Final = "council"
"""The schema of council's own tables. Facts have another schema (`services/council/facts/core.py`)."""
TOPICS: Final = ("ctc.assessments", "ctc.followup", "ctc.unoct", "ctc.exchange", "ctc.council")
"""All internal topics: council keeps every event."""
SYSTEM: Final = Principal("council-service", "committee", may_command=True)
"""The principal that reissues and signs editions, and makes drafts on their days. No person decides on that."""
