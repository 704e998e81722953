"""Whether a correction would give a part to more readers. That takes a decision of its own (OP19). Pure."""

from __future__ import annotations

from services.assessments.assessments.model import Part, Recommendation, Report
from services.assessments.assessments.readers.closed_words import Words
from services.assessments.assessments.readers.levels import WIDEST_UNDECIDED, find_narrowest, is_narrower
from shared.engine.rules import Refusal


class WidenedByCorrection(Refusal):
    """A correction cannot widen who may have a part of the report: that takes a decision on its disclosure."""

    paragraph = "OP19"


def check_never_wider(words: Words, after: Report) -> None:
    """Raises WidenedByCorrection if a part reaches further than before, or a new one is stated to without a decision.

    Nor may a part that stays say a sentence that others said for fewer readers: one of them at least was for all its
    readers. `words`: of the report before.
    """
    before = words.report
    known = {part.id: part for part in before.parts}
    furthest = find_narrowest(WIDEST_UNDECIDED, before.assessment.audience)
    for part in after.parts:
        old = known.get(part.id)
        new, allowed = (part.audience, old.audience) if old else (part.stated_audience or furthest, furthest)
        if is_narrower(allowed, new):
            raise WidenedByCorrection(fields=(f"{_name_kind(part)}.audience",))
        if old is not None and not words.has_readers(part, old):
            raise WidenedByCorrection(fields=(f"{_name_kind(part)}.text",))


def _name_kind(part: Part) -> str:
    return "recommendations" if isinstance(part, Recommendation) else "findings"
