"""The figures of the thematic report (OP7), in the order in which they are listed. Pure.

Totals count all findings and recommendations. What is said by provision, region and theme counts those that the
audience may see, and does not show what is too small (rule 12).
"""

from __future__ import annotations

from typing import Final

from services.council.figures.annual import ASSESSED, IMPLEMENTED, UNIT
from services.council.figures.groupings import EVERY_THEME, PROVISION, REGION_OF_PROVISION
from services.council.figures.model import Count, Definition, Key, Knows, Share
from services.council.populations import FINDINGS, RECOMMENDATIONS

FINDING: Final = Key("id", "finding")
"""A finding that names several provisions counts once."""
STATE: Final = Key("state", "State")
IN_VIEW: Final = "is_finding and seen"
"""Readers who see a finding may know how it is counted: by its result, and by its State's need, which they may see."""


def _of_provision(id_: str, part: str) -> Share:
    """A part of the States assessed on a provision, with one finding for each State."""
    return Share(
        id_, FINDINGS, "States", f"{IN_VIEW} and code <> 'other'", FINDING,
        part=part, by=(PROVISION,), hidden_with="full", is_stated_whole=False,
    )  # fmt: skip


OF_PROVISIONS: Final = (
    _of_provision("full", "result = 'full'"),
    _of_provision("partial", "result = 'partial'"),
    _of_provision("none", "result = 'none'"),
    _of_provision("with_need", "is_in_need"),
    _of_provision("older_than_five_years", "is_old"),
)
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
THEMATIC: Final[tuple[Definition, ...]] = (
    Count("findings", FINDINGS, "findings", "is_finding", FINDING),
    Share("findings_other", FINDINGS, "findings", IN_VIEW, FINDING, part="code = 'other'"),
    Share(
        "states_assessed", FINDINGS, "States", key=STATE,
        part="is_finding", by=(PROVISION, REGION_OF_PROVISION), knows=Knows.WHO_SEES, hidden_with="full",
    ),
    *OF_PROVISIONS,
    *ON_RECOMMENDATIONS,
)  # fmt: skip
