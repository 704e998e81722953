"""The figures of the thematic report (OP7). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from services.council.figures.groupings import EVERY_THEME
from services.council.figures.model import Count, Definition, Knows, Share
from services.council.figures.shared import ASSESSED, IMPLEMENTED, UNIT
from services.council.populations import RECOMMENDATIONS

ON_RECOMMENDATIONS: Final[tuple[Definition, ...]] = (
    Count(
        "recommendations", RECOMMENDATIONS, UNIT,
        by=(EVERY_THEME,), knows=Knows.INSIDERS, more_events="status_events",
    ),
    Share(
        "assessed", RECOMMENDATIONS, UNIT,
        part=ASSESSED, by=(EVERY_THEME,), knows=Knows.INSIDERS, more_events="status_events",
    ),
    Share(
        "implemented", RECOMMENDATIONS, UNIT,
        part=IMPLEMENTED, by=(EVERY_THEME,), knows=Knows.INSIDERS, more_events="status_events",
    ),
)  # fmt: skip
ON_FINDINGS: Final[Mapping[str, bool]] = {
    "findings": False,
    "findings_other": False,
    "states_assessed": True,
    "full": True,
    "partial": True,
    "none": True,
    "with_need": True,
    "older_than_five_years": True,
}
"""Those on findings (`reports/thematic/findings.py`), and whether each is broken down."""
THEMATIC: Final[Mapping[str, bool]] = {
    **ON_FINDINGS,
    **{figure.id: bool(figure.by) for figure in ON_RECOMMENDATIONS},
}
