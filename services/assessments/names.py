"""Names under which this service is known to others. Pure."""

from __future__ import annotations

from typing import Final

SCHEMA: Final = "assessments"
"""The name of the service, and of its schema in the database."""
OWN_SOURCE: Final = "/services/assessments"
"""The source of things that somebody enters or imports here without naming a source."""

TOPIC: Final = "ctc.assessments"
"""The topic of this service's events. Released copies have topics of their own."""
