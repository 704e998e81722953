"""Names under which this service is known to others. Pure."""

from __future__ import annotations

from typing import Final

SCHEMA: Final = "assessments"
"""In the database, and the name of the service."""
OWN_SOURCE: Final = "/services/assessments"
"""The source of what is entered or imported here by somebody who names none."""

TOPIC: Final = "ctc.assessments"
"""On which this service publishes its events, beside the topics of released copies."""
