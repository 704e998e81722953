"""What recommendations and findings say, the same in notices, events, commands and rows."""

from __future__ import annotations

from typing import Any

from contracts.base import Part
from contracts.vocabulary import FindingResult, Line, MadeBy, Pillar, Priority, Reference, Text, Themes


class Content(Part):
    """The fields that say what a thing is about, and that are carried along as they are."""

    @classmethod
    def fields_of(cls, thing: object) -> dict[str, Any]:
        """These fields of a thing that has them, to make another thing that says the same."""
        return {name: getattr(thing, name) for name in cls.model_fields}


class RecommendationContent(Content):
    """What a recommendation says. Whether assistance is requested may change later, so it stands beside this."""

    reference: Reference
    text: Text
    themes: Themes
    provision: Line | None = None
    """The provision on which it rests."""
    priority: Priority
    pillar: Pillar | None = None
    made_by: MadeBy
    assistance_needed: bool


class FindingContent(Content):
    """What a finding says."""

    provision: Line
    result: FindingResult
    text: Text | None = None
    shortfall: Text | None = None
    """What is missing."""
    good_practice: Text | None = None
    """What others can learn from."""
