"""The things that the examples speak of: all invented."""

from __future__ import annotations

from typing import Final

from contracts import ids

CTED: Final = "https://cted.example/assessments"
UNODC: Final = "https://unodc.example/projects"
ASSESSMENT: Final = ids.assessment_id(CTED, "SYN-2024-KEN-01")
RECOMMENDATION: Final = ids.recommendation_id(ASSESSMENT, "R1")
MERGED: Final = ids.recommendation_id(ASSESSMENT, "R2")
SUCCESSOR: Final = ids.recommendation_id(ASSESSMENT, "R1-2")
CASE: Final = ids.case_id(RECOMMENDATION)
PROJECT: Final = ids.project_id(UNODC, "SYN-P-17")
OTHER_PROJECT: Final = ids.project_id(UNODC, "SYN-P-21")
VISIT: Final = ids.visit_id(CTED, "SYN-V-2024-KEN")
PRODUCT: Final = ids.product_id(CTED, "SYN-OIA-2024-KEN")
FINDING: Final = ids.finding_id(ASSESSMENT, "resolution 2396 (2017), paragraph 12", 0)

NOTICED_RECOMMENDATION: Final = {
    "reference": "R1",
    "text": "Invented for this example: bring advance passenger information into use at all international airports.",
    "themes": ["travel", "border-security"],
    "provision": "resolution 2396 (2017), paragraph 11",
    "priority": "high",
    "pillar": 2,
    "made_by": "CTED",
    "assistance_needed": True,
    "assistance_requested": True,
    "audience": "un",
}
RECOMMENDED: Final = NOTICED_RECOMMENDATION | {"recommendation_id": RECOMMENDATION, "parties": ["state:KEN"]}
NOTICED_FINDING: Final = {
    "provision": "resolution 2396 (2017), paragraph 12",
    "result": "partial",
    "text": "Invented for this example: passenger name records are collected at one airport of three.",
    "shortfall": "Invented for this example: two airports collect none.",
    "good_practice": "Invented for this example: a single window for all carriers.",
    "audience": "un",
}
FOUND: Final = NOTICED_FINDING | {"finding_id": FINDING, "parties": ["state:KEN"]}
